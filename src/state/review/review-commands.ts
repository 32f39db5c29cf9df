import { tick } from 'svelte';
import type { TaskId } from '#core/model/ids.ts';
import type { PressedKey, ReviewCommand } from '#core/review/review-keys.ts';
import { ReviewJudging } from './review-judging.ts';
import { ReviewLeaving } from './review-leaving.ts';
import type { ReviewQuestion } from './review-questions.svelte.ts';
import type { CommandedReview, ReviewScreen } from './review-screen.ts';
import { ReviewSight } from './review-sight.ts';
import { ReviewTalk } from './review-talk.svelte.ts';
import { elseDone } from '#state/project/undo-offer.ts';

/** The commands behind keys and buttons. */
export class ReviewCommands {
  readonly talk: ReviewTalk;
  readonly judging: ReviewJudging;
  readonly leaving: ReviewLeaving;
  readonly #review: CommandedReview;
  readonly #screen: ReviewScreen;
  readonly #sight: ReviewSight;

  constructor(review: CommandedReview, screen: ReviewScreen) {
    this.#review = review;
    this.#screen = screen;
    this.talk = new ReviewTalk(screen, () => void this.undo());
    this.#sight = new ReviewSight(review, screen, this.talk);
    this.judging = new ReviewJudging(review, this.#sight, this.talk);
    const { session, editing } = review;
    const { toasts, focusList } = screen;
    this.leaving = new ReviewLeaving({ session, editing, toasts, focusList, talk: this.talk });
  }

  /** Does what a pressed key stands for now; false where that is nothing. */
  press(pressed: PressedKey & { readonly repeat: boolean }): boolean {
    const { keys, questions } = this.#review;
    if (questions.open === 'reason') {
      const cause = keys.causeOf(pressed);
      if (cause !== null && !pressed.repeat) void this.judging.rejectBecause(cause);
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
    const { judging } = this;
    const commands: Record<ReviewCommand, () => unknown> = {
      accept: () => judging.judge('accepted'),
      reject: () => this.#ask('reason'),
      skip: () => this.#skip(),
      'rate-1': () => judging.rate(1),
      'rate-2': () => judging.rate(2),
      'rate-3': () => judging.rate(3),
      'rate-4': () => judging.rate(4),
      'rate-5': () => judging.rate(5),
      tag: () => this.#ask('tag'),
      flag: () => judging.flag(),
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

  /** Takes the last step back; where that is more than one looks at, it is asked about first. */
  async undo(): Promise<void> {
    if (!this.#sight.canChange()) return;
    const outcome = await this.#review.actions.undo(true);
    if (outcome.kind === 'asked') this.#screen.askUndo(outcome.label);
    else this.talk.tellStep(outcome, 'undo');
  }

  /** Takes a step back that was asked about, unless something else was done since. */
  async undoAsked(label: string): Promise<void> {
    if (!this.#sight.canChange()) return;
    if (this.#screen.lastStep() === label)
      this.talk.tellStep(await this.#review.actions.undo(), 'undo');
    else this.#screen.toasts.show(elseDone);
  }

  /** Saves what is edited and goes back to the list; pressed again meanwhile it is the same save. */
  save(): Promise<void> {
    return this.leaving.finish();
  }

  /** Does what was pressed while an edit was being saved, unless that is still open. */
  pressAfterSave(keys: readonly (PressedKey & { readonly repeat: boolean })[]): void {
    if (this.#sight.draft === null) for (const pressed of keys) this.press(pressed);
    else this.talk.announce('Not saved, so that the keys pressed meanwhile did nothing');
  }

  /** Goes on with an edit that waits. */
  async takeUp(id: TaskId): Promise<void> {
    if (this.#sight.canChange()) await this.leaving.takeUp(id);
  }

  /** Closes the field of a note; what was typed and not kept can be gone on with. */
  closeNote(id: TaskId, thrownAway: string | null): void {
    const { questions, session } = this.#review;
    questions.close();
    if (thrownAway === null) {
      questions.notes.delete(id);
      return;
    }
    questions.notes.set(id, thrownAway);
    const run = (): void => {
      if (session.phase !== 'closed') void this.#goOnWithNote(id);
    };
    const action = { label: 'Go on writing', run };
    this.#screen.toasts.show(`The note on task ${id} was not kept`, { action });
  }

  async #goOnWithNote(id: TaskId): Promise<void> {
    const { questions, session } = this.#review;
    if (session.taskId !== id) session.select(id);
    // What is open is closed when another task is turned to.
    await tick();
    if (session.taskId === id && this.#sight.canChange()) questions.ask('note');
  }

  /** Goes back to a task's text as it was before people edited it. */
  async revert(): Promise<void> {
    const task = this.#review.detail.detail?.task;
    const problem = task === undefined ? null : await this.#review.editing.revert(task);
    if (problem !== null) this.talk.complain(problem);
  }

  /** Saves a draft when another task is looked at; one that can't be saved is kept. */
  leaveDraft(next: TaskId | null): Promise<void> {
    return this.leaving.leave(next);
  }

  /** Leaves the page as one leaves a task: what was being edited is saved. */
  async leavePage(): Promise<void> {
    const left = this.leaveDraft(null);
    this.#review.close();
    await left;
  }

  async #redo(): Promise<void> {
    if (this.#sight.canChange()) this.talk.tellStep(await this.#review.actions.redo(), 'redo');
  }

  /** Picks the row that is looked at, or takes it out of the selection. */
  #select(): void {
    const { session, selection } = this.#review;
    if (session.mode === 'queue') this.talk.announce('Rows are selected in the table');
    else if (session.taskId !== null) void selection.toggle(session.taskId);
  }

  #regenerate(): void {
    const task = this.#sight.task();
    if (task === null || !this.#sight.canChange()) return;
    if (task.origin === 'seed')
      this.#screen.toasts.show('Seeds are written by people: a model makes no new examples of one');
    else this.#screen.regenerate(task.id);
  }

  #ask(question: ReviewQuestion): void {
    const sight = this.#sight;
    if (sight.draft !== null || sight.task() === null || !sight.canChange()) return;
    this.#review.questions.ask(question);
    const words = 'Why is it rejected? A reason, or Enter for none';
    if (question === 'reason') this.talk.announce(words);
  }

  async #move(by: number): Promise<void> {
    const { session, actions } = this.#review;
    const before = session.taskId;
    if (by > 0) await actions.walk.goOn();
    else await session.move(by);
    if (session.taskId !== before) return;
    this.talk.announce(by > 0 ? 'No task after this' : 'No task before');
  }

  async #skip(): Promise<void> {
    const { session, actions } = this.#review;
    const { taskId: id, mode } = session;
    if (id === null || session.nothingIn !== null) return;
    await actions.walk.leaveForLater(id);
    if (session.taskId !== id) return;
    this.talk.announce(mode === 'queue' ? 'No task but this one is left' : 'No task after this');
  }

  /** Edits the task in sight, whether or not the one before it is still being saved. */
  async #edit(): Promise<void> {
    const task = this.#sight.task();
    if (task === null) return;
    if (this.#sight.draft !== null) await this.save();
    else if (task.origin === 'seed') this.#screen.editSeed(task.id);
    else if (this.#sight.canChange() && this.leaving.begin(task))
      this.talk.announce('What was typed before and not saved is here again');
  }

  get #canClose(): boolean {
    const { questions, selection, session } = this.#review;
    const isSelecting = selection.count > 0 && session.mode === 'table';
    const isInTask = this.#sight.draft !== null || session.isListHidden;
    return questions.open !== null || isInTask || isSelecting;
  }

  #close(): void {
    const { questions, selection, session } = this.#review;
    if (questions.open !== null) questions.close();
    else if (this.#sight.draft !== null) this.leaving.giveUp();
    else if (session.isListHidden) session.closeTask();
    else selection.clear();
  }
}
