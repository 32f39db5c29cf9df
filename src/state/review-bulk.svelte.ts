import type { MarksChange } from '#core/model/marks.ts';
import { marksLabel } from '#core/review/marks-words.ts';
import { describeQuery, manyWords } from '#core/review/review-words.ts';
import type { ActionOutcome } from './review-actions.svelte.ts';
import type { ReviewPool, ReviewProject } from './review-ports.ts';
import type { ReviewSelection } from './review-selection.svelte.ts';
import type { ReviewSession } from './review-session.svelte.ts';

/** What an action over many tasks is about: what is selected, else everything that matches. */
export interface BulkTarget {
  readonly isSelection: boolean;
  readonly count: number;
  /** How many of them are not in the list as it is now. */
  readonly unlisted: number;
  /** Which tasks in words, to follow "tasks": " that match ‘poem’". */
  readonly which: string;
}

/** The tasks of a target. */
export interface BulkTasks {
  readonly ids: Uint32Array;
  readonly which: string;
}

/** What a reviewer does to many tasks, each as one step of the undo log. */
export class ReviewBulk {
  readonly #session: ReviewSession;
  readonly #selection: ReviewSelection;
  readonly #pool: Pick<ReviewPool, 'idsOf'>;
  readonly #project: Pick<ReviewProject, 'setVerdict' | 'setMarks'>;
  #busy = $state.raw(0);

  constructor(
    session: ReviewSession,
    selection: ReviewSelection,
    pool: Pick<ReviewPool, 'idsOf'>,
    project: Pick<ReviewProject, 'setVerdict' | 'setMarks'>,
  ) {
    this.#session = session;
    this.#selection = selection;
    this.#pool = pool;
    this.#project = project;
  }

  /** True while something is being done to many tasks. */
  get isBusy(): boolean {
    return this.#busy > 0;
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

  /** Why nothing can be done to all that match: the list is still that of another search. */
  get problem(): string | null {
    const { rows } = this.#session;
    if (this.#selection.count > 0 || rows.problem === null || rows.result === null) return null;
    return 'The list is from before this search. Change the search, or select rows.';
  }

  /** True where there is something to act on; what matches is known once all tasks are there. */
  get isReady(): boolean {
    const { result } = this.#session.rows;
    if (this.#selection.count > 0) return true;
    return this.problem === null && result?.isLoading === false && result.matches > 0;
  }

  /** The tasks of the target as it now is; null where they could not be read. */
  async read(): Promise<BulkTasks | null> {
    const { isSelection, which } = this.target;
    if (isSelection) return { ids: this.#selection.ids(), which };
    if (this.problem !== null) return null;
    const { result } = this.#session.rows;
    const ids = result === null ? null : await this.#pool.idsOf(result.resultId);
    return ids?.ok === true ? { ids: ids.value, which } : null;
  }

  /** Changes the marks of all tasks of the target; a verdict is the end of a selection. */
  async mark(change: MarksChange): Promise<ActionOutcome> {
    this.#busy += 1;
    try {
      const tasks = await this.read();
      if (tasks === null) {
        return { kind: 'failed', message: this.problem ?? 'The list could not be read.' };
      }
      if (tasks.ids.length === 0) return { kind: 'nothing' };
      const label = marksLabel(change, manyWords(tasks.ids.length, tasks.which));
      const answer = await this.#lay(tasks.ids, change, label);
      if (!answer.ok) return { kind: 'failed', message: answer.error.message };
      if (change.verdict !== undefined) this.#selection.clear();
      return { kind: 'done', label };
    } finally {
      this.#busy -= 1;
    }
  }

  #lay(ids: Uint32Array, change: MarksChange, label: string) {
    return change.verdict === 'accepted'
      ? this.#project.setVerdict(ids, 'accepted', label)
      : this.#project.setMarks(ids, change, label);
  }
}
