import { SvelteMap } from 'svelte/reactivity';
import { qualityQuestions, type QualityItem, type QualityQuestion } from '#core/model/quality.ts';
import { firstQuestion, nextOpenPlace, nextQuestion } from '#core/quality/next-question.ts';
import type { QualityCommand } from '#core/quality/quality-keys.ts';
import { questionWords } from '#core/quality/quality-words.ts';
import type { QualityAnswerBook } from './quality-answers.svelte.ts';

/** What a sitting needs of the screen. */
export interface SittingScreen {
  readonly reviewer: () => string;
  /** False where nobody said who reviews, or another tab edits. */
  readonly canAnswer: () => boolean;
  /** Puts the item in sight into the address; counts from 1. */
  readonly onItem: (item: number) => void;
  readonly showKeys: () => void;
}

/** One reviewer going through a sample: which item and question is asked, and what keys do. */
export class QualitySitting {
  readonly book: QualityAnswerBook;
  readonly #screen: SittingScreen;
  #place = $state.raw(0);
  #question = $state.raw<QualityQuestion | null>('task');
  #isNoting = $state.raw(false);
  #notedPlace = 0;
  #announcement = $state.raw('');
  /** Notes that were typed and not kept, by place. */
  readonly #drafts = new SvelteMap<number, string>();

  constructor(book: QualityAnswerBook, screen: SittingScreen) {
    this.book = book;
    this.#screen = screen;
  }

  /** From 0. */
  get place(): number {
    return this.#place;
  }

  get item(): QualityItem | null {
    return this.book.review?.items[this.#place] ?? null;
  }

  /** The question that a yes or no answers now; null once all are answered, until one is gone back to. */
  get question(): QualityQuestion | null {
    return this.#question;
  }

  get isNoting(): boolean {
    return this.#isNoting;
  }

  /** The last thing that happened, for those who hear the page. */
  get announcement(): string {
    return this.#announcement;
  }

  /** Goes to an item, from 1; null: to the first that this reviewer has not finished. */
  begin(item: number | null): void {
    const at = item === null ? this.#nextOpen(0) : item - 1;
    this.#goTo(Math.max(0, Math.min(at ?? 0, this.book.size - 1)));
    if (this.#isAllDone) this.#askNothing('');
  }

  run(command: QualityCommand): void {
    const commands: Record<QualityCommand, () => unknown> = {
      accept: () => this.answer(true),
      reject: () => this.answer(false),
      undo: () => this.step('undo'),
      redo: () => this.step('redo'),
      skip: () => this.#skip(),
      next: () => this.#move(1),
      previous: () => this.#move(-1),
      'rate-1': () => this.ask('task'),
      'rate-2': () => this.ask('input'),
      'rate-3': () => this.ask('output'),
      note: () => this.openNote(),
      close: () => this.closeNote(),
      help: () => this.#screen.showKeys(),
    };
    void commands[command]();
  }

  ask(question: QualityQuestion): void {
    this.#question = question;
    this.#announcement = questionWords[question].question;
  }

  openNote(): void {
    if (!this.#screen.canAnswer() || this.item === null) return;
    this.#notedPlace = this.#place;
    this.#isNoting = true;
  }

  /** What was typed of a note on this item and not kept, to go on with. */
  get draft(): string | undefined {
    return this.#drafts.get(this.#notedPlace);
  }

  /** `thrownAway`: what was typed and is not kept; opened again, the field begins with it. */
  closeNote(thrownAway: string | null = null): void {
    this.#isNoting = false;
    if (thrownAway === null) return;
    this.#drafts.set(this.#notedPlace, thrownAway);
    this.#announcement = 'The note was not kept; opened again it is here to go on with';
  }

  /** Answers the question that is asked, and goes on to the next, or to the next item. */
  answer(isYes: boolean): void {
    if (!this.#screen.canAnswer() || this.item === null) return;
    const [reviewer, place, asked] = [this.#screen.reviewer(), this.#place, this.#question];
    if (asked === null) {
      this.#askNothing('');
      return;
    }
    const before = this.book.rows.answers(reviewer, place);
    const after = { ...before, [asked]: isYes };
    void this.book.say(reviewer, place, { answers: after });
    const next = nextQuestion(before, after, asked);
    if (next !== null) {
      this.#question = next;
      this.#announcement = `${isYes ? 'Yes' : 'No'}. ${questionWords[next].question}`;
    } else this.#goOn(isYes ? 'Yes' : 'No');
  }

  /** Keeps a note on the item that it was begun for, whichever is in sight by now. */
  note(note: string): void {
    const [reviewer, place] = [this.#screen.reviewer(), this.#notedPlace];
    this.#drafts.delete(place);
    if (note !== this.book.rows.note(reviewer, place))
      void this.book.say(reviewer, place, { note });
  }

  /** Takes the last step back, or does it again, and shows the item that it was about. */
  async step(way: 'undo' | 'redo'): Promise<void> {
    if (!this.#screen.canAnswer()) return;
    const step = await this.book.step(this.#screen.reviewer(), way);
    if (step === null) {
      this.#announcement = this.book.failure ?? `Nothing to ${way}`;
      return;
    }
    this.#goTo(step.place);
    if (step.question !== null) this.#question = step.question;
    const said = way === 'undo' ? 'Undone' : 'Done again';
    const { question } = questionWords[this.#question ?? 'task'];
    this.#announcement = `${said}. Item ${step.place + 1}: ${question}`;
    if (way === 'redo' && this.#isAllDone) this.#askNothing(`${said}. `);
  }

  #goOn(said: string): void {
    const open = this.#nextOpen(0);
    const isLast = this.#place === this.book.size - 1;
    if (open === null) this.#askNothing(`${said}. `);
    else this.#goTo(isLast ? open : this.#place + 1, `${said}. `);
  }

  get #isAllDone(): boolean {
    return this.book.size > 0 && this.#nextOpen(0) === null;
  }

  /** One key too many must not answer anew what was answered: whoever wants that goes back to it. */
  #askNothing(said: string): void {
    this.#question = null;
    this.#announcement = `${said}All ${this.book.size} items are answered`;
  }

  #skip(): void {
    const next = this.#nextOpen(this.#place + 1);
    if (next === null) this.#announcement = 'No item has an open question';
    else this.#goTo(next);
  }

  #move(by: number): void {
    const to = this.#place + by;
    if (to < 0) this.#announcement = 'No item before this';
    else if (to >= this.book.size) this.#announcement = 'No item after this';
    else this.#goTo(to);
  }

  #goTo(place: number, said = ''): void {
    this.#isNoting = false;
    this.#place = place;
    const question = firstQuestion(this.book.rows.answers(this.#screen.reviewer(), place));
    this.#question = question;
    const { item } = this;
    if (item === null) return;
    const number = qualityQuestions.indexOf(question) + 1;
    const where = `Item ${place + 1} of ${this.book.size}, question ${number}`;
    this.#announcement = `${said}${where}: ${item.instruction.slice(0, mostSaid)}`;
    this.#screen.onItem(place + 1);
  }

  #nextOpen(from: number): number | null {
    const reviewer = this.#screen.reviewer();
    return nextOpenPlace(this.book.size, from, (place) => this.book.isDone(reviewer, place));
  }
}

// The beginning tells what it is; all of it can be read in the page.
const mostSaid = 200;
