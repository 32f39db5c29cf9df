import type { TaskId } from '#core/model/ids.ts';
import type { MarksChange, Rating } from '#core/model/marks.ts';
import type { Task, TaskStatus } from '#core/model/task.ts';
import { cleanTag } from '#core/review/marks-rules.ts';
import type { CauseKey } from '#core/review/reject-causes.ts';
import type { PressedKey, ReviewCommand } from '#core/review/review-keys.ts';
import type { ActionOutcome } from './review-actions.svelte.ts';
import { ReviewLeaving } from './review-leaving.svelte.ts';
import type { ReviewQuestion } from './review-questions.svelte.ts';
import type { Review } from './review.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';
import { offerUndo } from './undo-offer.ts';

/** What commands need of the screen. */
export interface ReviewScreen {
  readonly toasts: Pick<Toasts, 'show'>;
  /** False where this tab only follows another. */
  readonly canChange: () => boolean;
  /** What undo would take back, in the words of the undo log. */
  readonly lastStep: () => string | null;
  readonly focusSearch: () => void;
  readonly focusList: () => void;
  readonly showKeys: () => void;
  /** Makes this tab the one that edits. */
  readonly takeOver: () => void;
  /** Seeds are edited on their own page. */
  readonly editSeed: (id: TaskId) => void;
  /** Opens the form for asking a model for new instances of a task. */
  readonly regenerate: (id: TaskId) => void;
}

/** The parts of Review that commands are about. */
export type CommandedReview = Pick<
  Review,
  | 'session'
  | 'detail'
  | 'actions'
  | 'editing'
  | 'questions'
  | 'keys'
  | 'bulk'
  | 'selection'
  | 'close'
>;

/** The commands behind keys and buttons, and what they say when they are done. */
export class ReviewCommands {
  readonly #review: CommandedReview;
  readonly #screen: ReviewScreen;
  readonly #leaving: ReviewLeaving;
  #announcement = $state('');

  constructor(review: CommandedReview, screen: ReviewScreen) {
    this.#review = review;
    this.#screen = screen;
    const { session, editing } = review;
    const { toasts, focusList } = screen;
    const offer = (message: string, label: string): void => this.offerUndo(message, label);
    this.#leaving = new ReviewLeaving({ session, editing, toasts, focusList, offerUndo: offer });
  }

  /** The last thing that happened, for those who hear the page. */
  get announcement(): string {
    return this.#announcement;
  }

  announce(words: string): void {
    this.#announcement = words;
  }

  /** Does what a pressed key stands for now; false where that is nothing. */
  press(pressed: PressedKey & { readonly repeat: boolean }): boolean {
    const { keys, questions } = this.#review;
    if (questions.open === 'reason') {
      const cause = keys.causeOf(pressed);
      if (cause !== null && !pressed.repeat) void this.rejectBecause(cause);
      if (cause !== null) return true;
    }
    const command = keys.commandOf(pressed);
    if (command === null) return false;
    if (command === 'close' && !this.#canClose) return false;
    if (questions.open === 'reason' && command !== 'close') return true;
    // A key that is held down goes through the list; it never judges one task after the other.
    if (!pressed.repeat || command === 'next' || command === 'previous') this.run(command);
    return true;
  }

  run(command: ReviewCommand): void {
    const { session } = this.#review;
    const commands: Record<ReviewCommand, () => unknown> = {
      accept: () => this.#judge('accepted'),
      reject: () => this.#ask('reason'),
      skip: () => this.#move(1),
      'rate-1': () => this.#rate(1),
      'rate-2': () => this.#rate(2),
      'rate-3': () => this.#rate(3),
      'rate-4': () => this.#rate(4),
      'rate-5': () => this.#rate(5),
      tag: () => this.#ask('tag'),
      flag: () => this.#flag(),
      note: () => this.#ask('note'),
      regenerate: () => this.#regenerate(),
      select: () => this.#select(),
      queue: () => session.setMode(session.mode === 'queue' ? 'table' : 'queue'),
      edit: () => this.#edit(),
      undo: () => this.undo(),
      redo: () => this.#redo(),
      next: () => this.#move(1),
      previous: () => this.#move(-1),
      search: () => this.#screen.focusSearch(),
      close: () => this.#close(),
      help: () => this.#screen.showKeys(),
    };
    void commands[command]();
  }

  /** Picks the row that is looked at, or takes it out of the selection. */
  #select(): void {
    const { session, selection } = this.#review;
    if (session.mode === 'queue') this.announce('Rows are selected in the table');
    else if (session.taskId !== null) void selection.toggle(session.taskId);
  }

  #regenerate(): void {
    const task = this.#taskInSight();
    if (task === null || task.origin === 'seed' || !this.#canChange()) return;
    this.#screen.regenerate(task.id);
  }

  /** Rejects the task that is looked at, with the answer to why. */
  async rejectBecause(cause: CauseKey | 'none'): Promise<void> {
    this.#review.questions.close();
    await this.#judge('rejected', cause === 'none' ? null : cause);
  }

  /** Adds a tag to the task that is looked at; false where there was none to add. */
  async addTag(text: string): Promise<boolean> {
    const tag = cleanTag(text);
    if (tag === '') return false;
    await this.mark({ addTags: [tag] });
    return true;
  }

  /** Changes marks of a task, by default the one that is looked at. */
  async mark(change: MarksChange, of?: TaskId): Promise<void> {
    if (!this.#canChange()) return;
    const id = of ?? this.#taskInSight()?.id;
    if (id === undefined) return;
    this.#tell(await this.#review.actions.mark(change, id), 'mark');
    // What is in sight should not wait for the table to have noticed.
    this.#review.detail.refresh();
  }

  /** Changes the marks of what is selected, else of everything that matches. */
  async markMany(change: MarksChange): Promise<void> {
    const outcome = await this.#review.bulk.mark(change);
    if (outcome.kind === 'done') this.offerUndo(outcome.label);
    else this.#tell(outcome, 'change');
  }

  /** Rejects what a check found to be too near a guard set. */
  async rejectContaminated(ids: readonly TaskId[]): Promise<void> {
    const outcome = await this.#review.actions.rejectContaminated(ids);
    if (outcome.kind === 'done') this.offerUndo(outcome.label);
    else this.#tell(outcome, 'reject');
  }

  async clearVerdict(): Promise<void> {
    if (this.#taskInSight() === null) return;
    this.#tell(await this.#review.actions.clearVerdict(), 'take back');
  }

  async undo(): Promise<void> {
    if (!this.#canChange()) return;
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

  /** Saves a draft when another task is looked at; one that can't be saved is kept. */
  leaveDraft(next: TaskId | null): Promise<void> {
    return this.#leaving.leave(next);
  }

  /** Leaves the page as one leaves a task: what was being edited is saved. */
  async leavePage(): Promise<void> {
    const left = this.leaveDraft(null);
    this.#review.close();
    await left;
  }

  async #redo(): Promise<void> {
    if (!this.#canChange()) return;
    const outcome = await this.#review.actions.redo();
    if (outcome.kind === 'done') this.#screen.toasts.show(`Done again: ${outcome.label}`);
    else this.#tell(outcome, 'redo');
  }

  async #judge(verdict: TaskStatus, cause: CauseKey | null = null): Promise<void> {
    if (!this.#canChange()) return;
    this.#review.questions.close();
    if (this.#taskInSight() === null) return;
    this.#tell(await this.#review.actions.judge(verdict, cause), 'judge');
  }

  #ask(question: ReviewQuestion): void {
    const { questions, editing } = this.#review;
    if (editing.draft !== null || this.#taskInSight() === null || !this.#canChange()) return;
    questions.ask(question);
    if (question === 'reason') this.announce('Why is it rejected? A reason, or Enter for none');
  }

  async #move(by: number): Promise<void> {
    const { session } = this.#review;
    const before = session.taskId;
    await session.move(by);
    if (session.taskId === before) this.announce(by > 0 ? 'No task after this' : 'No task before');
  }

  async #rate(rating: Rating): Promise<void> {
    const task = this.#taskInSight();
    if (task !== null) await this.mark({ rating: task.human?.rating === rating ? null : rating });
  }

  async #flag(): Promise<void> {
    const task = this.#taskInSight();
    if (task !== null) await this.mark({ isFlagged: task.human?.isFlagged !== true });
  }

  /**
   * The task that is looked at. Null, and said so, where it has not come yet: the one before it is
   * still on the screen, and nobody judges what they have not seen.
   */
  #taskInSight(): Task | null {
    const { session, detail } = this.#review;
    const task = detail.detail?.task;
    if (session.taskId === null) return null;
    if (task?.id === session.taskId) return task;
    this.announce(`Task ${session.taskId} is not in sight yet, so nothing was done`);
    return null;
  }

  /** Whether this tab may change anything; where not, why. */
  #canChange(): boolean {
    if (this.#screen.canChange()) return true;
    const message = 'Another tab is editing this project; this one follows.';
    const action = { label: 'Take over', run: () => this.#screen.takeOver() };
    this.#screen.toasts.show(message, { tone: 'bad', action });
    return false;
  }

  async #edit(): Promise<void> {
    const { editing } = this.#review;
    if (editing.draft !== null) {
      await this.#leaving.finish();
      return;
    }
    const task = this.#taskInSight();
    if (task?.origin === 'seed') this.#screen.editSeed(task.id);
    else if (task !== null && this.#canChange() && editing.start(task))
      this.announce('What was typed before and not saved is here again');
  }

  get #canClose(): boolean {
    const { questions, editing, selection, session } = this.#review;
    const isSelecting = selection.count > 0 && session.mode === 'table';
    return questions.open !== null || editing.draft !== null || isSelecting;
  }

  #close(): void {
    const { questions, editing, selection } = this.#review;
    if (questions.open !== null) questions.close();
    else if (editing.draft !== null) this.#leaving.giveUp();
    else selection.clear();
  }

  #tell(outcome: ActionOutcome, verb: string): void {
    if (outcome.kind === 'failed') this.#complain(outcome.message);
    else this.announce(outcome.kind === 'nothing' ? `Nothing to ${verb}` : outcome.label);
  }

  /** Tells what was done, with a way back; `label`: in the words of the undo log. */
  offerUndo(message: string, label = message): void {
    const { toasts, lastStep } = this.#screen;
    offerUndo(message, { toasts, lastStep, undo: () => void this.undo() }, label);
  }

  #complain(message: string): void {
    this.#screen.toasts.show(message, { tone: 'bad' });
  }
}
