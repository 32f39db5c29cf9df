import type { ActionOutcome } from './review-actions.svelte.ts';
import type { ReviewScreen } from './review-screen.ts';
import { cancelledWords } from '#state/project/tell-step-back.ts';
import { offerUndo } from '#state/project/undo-offer.ts';

/** What Review says of what was done: to those who hear the page, and in messages with a way back. */
export class ReviewTalk {
  readonly #screen: Pick<ReviewScreen, 'toasts' | 'lastStep'>;
  readonly #undo: () => void;
  #announcement = $state('');

  constructor(screen: Pick<ReviewScreen, 'toasts' | 'lastStep'>, undo: () => void) {
    this.#screen = screen;
    this.#undo = undo;
  }

  /** The last thing that happened, for those who hear the page. */
  get announcement(): string {
    return this.#announcement;
  }

  announce(words: string): void {
    this.#announcement = words;
  }

  /** Says what came of a small step; `verb`: what there was nothing to do of. */
  tell(outcome: ActionOutcome, verb: string): void {
    if (outcome.kind === 'failed') this.complain(outcome.message);
    else if (outcome.kind === 'unchanged') this.announce(outcome.message);
    else if (outcome.kind === 'done') this.announce(outcome.label);
    else this.announce(`Nothing to ${verb}`);
  }

  /** Says what came of a large step, with a way back. */
  tellLarge(outcome: ActionOutcome, verb: string): void {
    if (outcome.kind === 'done') {
      const { label, note } = outcome;
      this.offerUndo(note === undefined ? label : `${label}. ${note}`, label);
    } else if (outcome.kind === 'cancelled') this.#screen.toasts.show(cancelledWords);
    else if (outcome.kind === 'unchanged') this.#screen.toasts.show(outcome.message);
    else this.tell(outcome, verb);
  }

  /** Says what came of going a step back or on. */
  tellStep(outcome: ActionOutcome, verb: 'undo' | 'redo'): void {
    const done = verb === 'undo' ? 'Undone' : 'Done again';
    if (outcome.kind === 'done') this.#screen.toasts.show(`${done}: ${outcome.label}`);
    else if (outcome.kind === 'cancelled') this.#screen.toasts.show(cancelledWords);
    else this.tell(outcome, verb);
  }

  /** Tells what was done, with a way back; `label`: in the words of the undo log. */
  offerUndo(message: string, label = message): void {
    const { toasts, lastStep } = this.#screen;
    offerUndo(message, { toasts, lastStep, undo: this.#undo }, label);
  }

  complain(message: string): void {
    this.#screen.toasts.show(message, { tone: 'bad' });
  }
}
