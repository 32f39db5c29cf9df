import type { MarksChange } from '#core/model/marks.ts';
import { success } from '#core/model/result.ts';
import { marksDoing, marksLabel } from '#core/review/marks-words.ts';
import { describeQuery, manyWords } from '#core/review/review-words.ts';
import { isSameQuery } from '#core/review/review-address.ts';
import { leastShown, type LargeStep } from '#state/project/large-step.ts';
import { leftWords, type BulkQuestion, type BulkTarget, type BulkTasks } from './bulk-question.ts';
import { notDone, type ActionOutcome } from './review-actions.svelte.ts';
import type { ReviewPool, ReviewProject } from './review-ports.ts';
import type { ReviewSelection } from './review-selection.svelte.ts';
import type { ReviewSession } from './review-session.svelte.ts';

/** Why there are no tasks to act on, where it is not the search that is wrong. */
export const unread = 'The list became another one, or could not be read: nothing was changed.';

/** What a reviewer does to many tasks, each as one step of the undo log. */
export class ReviewBulk {
  readonly #session: ReviewSession;
  readonly #selection: ReviewSelection;
  readonly #pool: Pick<ReviewPool, 'idsOf'>;
  readonly #project: Pick<ReviewProject, 'bulk'>;
  #isBusy = $state.raw(false);
  #step = $state.raw<LargeStep | null>(null);

  constructor(
    session: ReviewSession,
    selection: ReviewSelection,
    pool: Pick<ReviewPool, 'idsOf'>,
    project: Pick<ReviewProject, 'bulk'>,
  ) {
    this.#session = session;
    this.#selection = selection;
    this.#pool = pool;
    this.#project = project;
  }

  /** True while something is being done to many tasks. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Null while nothing is being done that takes its time. */
  get step(): LargeStep | null {
    return this.#step;
  }

  get target(): BulkTarget {
    const { count, listed } = this.#selection;
    if (count > 0) {
      return { isSelection: true, count, unlisted: count - listed, which: ' of a selection' };
    }
    const { query, count: matches } = this.#session.rows;
    const which = query === null ? '' : describeQuery(query);
    return { isSelection: false, count: matches, unlisted: 0, which };
  }

  /** Why nothing can be done to all that match: the list is another search's, or not whole yet. */
  get problem(): string | null {
    const { rows, isListCurrent } = this.#session;
    if (this.#selection.count > 0 || rows.result === null) return null;
    if (isListCurrent) return uncheckedProblem(rows.unchecked);
    return rows.problem === null
      ? 'The search is still under way: the list is from before it. Wait for it, or select rows.'
      : 'The list is from before this search. Change the search, or select rows.';
  }

  /** True where the list has something to act on; what matches is known once all tasks are there. */
  get hasTasks(): boolean {
    const { result } = this.#session.rows;
    return this.#selection.count > 0 || (result?.isLoading === false && result.matches > 0);
  }

  /** Whether it may be acted on: it is there, and what was asked for. */
  get isReady(): boolean {
    return this.hasTasks && this.problem === null;
  }

  /** What would be acted on now, to be agreed to; null where the list is not what was asked for. */
  ask(): BulkQuestion | null {
    const { target } = this;
    if (target.isSelection) {
      return { target, list: null, ids: Promise.resolve(success(this.#selection.ids())) };
    }
    const { query, result } = this.#session.rows;
    if (query === null || result === null || this.problem !== null) return null;
    const { resultId } = result;
    return { target, list: { query, resultId }, ids: this.#pool.idsOf(resultId) };
  }

  /** False where the list is another one by now than that of a question. */
  isAbout({ list }: BulkQuestion): boolean {
    return list === null || isSameQuery(list.query, this.#session.query);
  }

  /**
   * The tasks of a question that are still so: those that the list showed, since that is what was
   * agreed to. What came into it since is let be, and so is what matches no more; null where the
   * list is another search's by then, or could not be read.
   */
  async read(question = this.ask()): Promise<BulkTasks | null> {
    if (question === null) return null;
    const { target, list } = question;
    const { which } = target;
    const agreed = await question.ids;
    if (!agreed.ok) return null;
    if (list === null) {
      return { ids: agreed.value.filter((id) => this.#selection.has(id)), which };
    }
    const { rows } = this.#session;
    await rows.caughtUp();
    const { result } = rows;
    const isSameList = this.#session.isListCurrent && this.isAbout(question);
    if (result === null || !isSameList) return null;
    if (result.resultId === list.resultId) return { ids: agreed.value, which };
    const now = await this.#pool.idsOf(result.resultId);
    return now.ok ? { ids: common(now.value, agreed.value), which } : null;
  }

  /** Changes the marks of all tasks of the target; a verdict is the end of a selection. */
  async mark(change: MarksChange, question = this.ask()): Promise<ActionOutcome> {
    if (this.#isBusy) return { kind: 'failed', message: 'The change before is still under way.' };
    this.#isBusy = true;
    try {
      return await this.#mark(change, question);
    } finally {
      this.#isBusy = false;
      this.#step = null;
    }
  }

  /** Breaks off what is under way, unless it is stored already; nothing is changed then. */
  cancel(): void {
    if (this.#step === null) return;
    this.#step = { ...this.#step, isCancelling: true };
    void this.#project.bulk.cancel();
  }

  async #mark(change: MarksChange, question: BulkQuestion | null): Promise<ActionOutcome> {
    const tasks = await this.read(question);
    if (question === null || tasks === null) {
      return { kind: 'failed', message: this.problem ?? unread };
    }
    const { ids, which } = tasks;
    const { count: agreed, isSelection } = question.target;
    const note = leftWords(agreed, ids.length, isSelection);
    if (ids.length === 0 && note === null) return { kind: 'nothing' };
    if (ids.length === 0) return { kind: 'unchanged', message: `Nothing was changed: ${note}` };
    const label = marksLabel(change, manyWords(ids.length, which));
    const total = ids.length;
    this.#step =
      total < leastShown
        ? null
        : { doing: marksDoing(change), done: 0, total, isCancelling: false };
    const answer = await this.#project.bulk.mark(ids, change, label, (done) => {
      if (this.#step !== null) this.#step = { ...this.#step, done };
    });
    if (!answer.ok) return notDone(answer.error);
    if (change.verdict !== undefined) this.#selection.clear();
    return { kind: 'done', label, ...(note !== null && { note }) };
  }
}

/** Suspicions that a list goes by may fall on tasks that they were not asked about yet. */
function uncheckedProblem(unchecked: number): string | null {
  if (unchecked === 0) return null;
  const left = `${manyWords(unchecked, '')} to go`;
  return `Suspicions are still being checked, ${left}: the list is not whole yet. Wait for it, or select rows.`;
}

/** The ids that are in both, in the order of the first. */
function common(ids: Uint32Array, others: Uint32Array): Uint32Array {
  const known = new Set(others);
  return ids.filter((id) => known.has(id));
}
