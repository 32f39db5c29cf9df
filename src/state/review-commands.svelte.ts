import type { TaskId } from '#core/model/ids.ts';
import type { TaskStatus } from '#core/model/task.ts';
import type { ReviewCommand } from '#core/review/review-keys.ts';
import type { ActionOutcome } from './review-actions.svelte.ts';
import type { ReviewDraft } from './review-draft.svelte.ts';
import type { Review } from './review.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What commands need of the screen. */
export interface ReviewScreen {
  readonly toasts: Pick<Toasts, 'show'>;
  /** False where this tab only follows another. */
  readonly canChange: () => boolean;
  readonly focusSearch: () => void;
  readonly focusList: () => void;
  readonly showKeys: () => void;
  /** Seeds are edited on their own page. */
  readonly editSeed: (id: TaskId) => void;
}

/** The commands behind keys and buttons, and what they say when they are done. */
export class ReviewCommands {
  readonly #review: Review;
  readonly #screen: ReviewScreen;
  #announcement = $state('');

  constructor(review: Review, screen: ReviewScreen) {
    this.#review = review;
    this.#screen = screen;
  }

  /** The last thing that happened, for those who hear the page. */
  get announcement(): string {
    return this.#announcement;
  }

  announce(words: string): void {
    this.#announcement = words;
  }

  run(command: ReviewCommand): void {
    const { session } = this.#review;
    const commands: Record<ReviewCommand, () => unknown> = {
      accept: () => this.#judge('accepted'),
      reject: () => this.#judge('rejected'),
      edit: () => this.#edit(),
      undo: () => this.undo(),
      redo: () => this.#redo(),
      next: () => session.move(1),
      previous: () => session.move(-1),
      search: () => this.#screen.focusSearch(),
      close: () => this.#closeDraft(),
      help: () => this.#screen.showKeys(),
    };
    void commands[command]();
  }

  /** Lays a verdict over everything that matches. */
  async judgeAll(verdict: TaskStatus): Promise<void> {
    const outcome = await this.#review.actions.judgeAll(verdict);
    if (outcome.kind === 'done') this.#offerUndo(outcome.label);
    else this.#tell(outcome, 'judge');
  }

  /** Rejects what a check found to be too near a guard set. */
  async rejectContaminated(ids: readonly TaskId[]): Promise<void> {
    const outcome = await this.#review.actions.rejectContaminated(ids);
    if (outcome.kind === 'done') this.#offerUndo(outcome.label);
    else this.#tell(outcome, 'reject');
  }

  async clearVerdict(): Promise<void> {
    this.#tell(await this.#review.actions.clearVerdict(), 'take back');
  }

  async undo(): Promise<void> {
    if (!this.#screen.canChange()) return;
    const outcome = await this.#review.actions.undo();
    if (outcome.kind === 'done') this.#screen.toasts.show(`Undone: ${outcome.label}`);
    else this.#tell(outcome, 'undo');
  }

  /** Goes back to a task's text as it was before people edited it. */
  async revert(): Promise<void> {
    const task = this.#review.detail.detail?.task;
    const problem = task === undefined ? null : await this.#review.editing.revert(task);
    if (problem !== null) this.#complain(problem);
  }

  /**
   * Saves a draft when another task is looked at: that can be undone, typing it again can't. A draft
   * that can't be saved is kept ready to go on with.
   */
  async leaveDraft(next: TaskId | null): Promise<void> {
    const { editing } = this.#review;
    const { draft } = editing;
    if (draft === null || draft.task.id === next) return;
    const { isChanged } = draft;
    const problem = await editing.save();
    if (problem === null) {
      if (isChanged) this.#offerUndo(`Saved the changes of task ${draft.task.id}`);
      return;
    }
    editing.cancel();
    this.#complain(`Task ${draft.task.id} was not saved: ${problem}`, draft);
  }

  async #redo(): Promise<void> {
    if (!this.#screen.canChange()) return;
    const outcome = await this.#review.actions.redo();
    if (outcome.kind === 'done') this.#screen.toasts.show(`Done again: ${outcome.label}`);
    else this.#tell(outcome, 'redo');
  }

  async #judge(verdict: TaskStatus): Promise<void> {
    if (!this.#screen.canChange()) return;
    this.#tell(await this.#review.actions.judge(verdict), 'judge');
  }

  async #edit(): Promise<void> {
    const { editing, detail } = this.#review;
    const task = detail.detail?.task;
    if (editing.draft !== null) {
      const problem = await editing.save();
      if (problem === null) this.#screen.focusList();
      else this.#complain(problem);
    } else if (task?.origin === 'seed') {
      this.#screen.editSeed(task.id);
    } else if (task !== undefined && this.#screen.canChange()) {
      editing.start(task);
    }
  }

  #closeDraft(): void {
    const left = this.#review.editing.cancel();
    this.#screen.focusList();
    if (left !== null) this.#complain('Changes were not saved', left, 'plain');
  }

  #resume(draft: ReviewDraft): void {
    this.#review.session.select(draft.task.id);
    this.#review.editing.resume(draft);
  }

  #tell(outcome: ActionOutcome, verb: string): void {
    if (outcome.kind === 'failed') this.#complain(outcome.message);
    else this.announce(outcome.kind === 'nothing' ? `Nothing to ${verb}` : outcome.label);
  }

  #offerUndo(message: string): void {
    const action = { label: 'Undo', run: () => void this.undo() };
    this.#screen.toasts.show(message, { action });
  }

  #complain(message: string, draft?: ReviewDraft, tone: 'bad' | 'plain' = 'bad'): void {
    const goOn = draft && { label: 'Go on editing', run: () => this.#resume(draft) };
    this.#screen.toasts.show(message, { tone, ...(goOn && { action: goOn }) });
  }
}
