import type { TaskId } from '#core/model/ids.ts';
import type { TaskStatus } from '#core/model/task.ts';
import { bulkLabel, verdictLabel } from '#core/review/review-words.ts';
import type { ReviewPool, ReviewProject } from './review-ports.ts';
import type { ReviewSession } from './review-session.svelte.ts';

/** What came of an action, to be told to the user; `label` in the words of the undo log. */
export type ActionOutcome =
  | { readonly kind: 'done'; readonly label: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly message: string };

// So far back undo finds the task that a verdict was about, to show it again.
const verdictsRemembered = 200;

/** What a reviewer does to tasks: verdicts over one or all, undo and redo. */
export class ReviewActions {
  readonly #session: ReviewSession;
  readonly #pool: Pick<ReviewPool, 'idsOf'>;
  readonly #project: ReviewProject;
  #busy = $state.raw(0);
  readonly #judged: TaskId[] = [];

  constructor(session: ReviewSession, pool: Pick<ReviewPool, 'idsOf'>, project: ReviewProject) {
    this.#session = session;
    this.#pool = pool;
    this.#project = project;
  }

  /** True while something is being done to many tasks. */
  get isBusy(): boolean {
    return this.#busy > 0;
  }

  /** Lays a verdict over the task that is looked at and goes on to the next one. */
  async judge(verdict: TaskStatus): Promise<ActionOutcome> {
    const id = this.#session.taskId;
    if (id === null) return { kind: 'nothing' };
    const label = verdictLabel(verdict, id);
    this.#judged.push(id);
    if (this.#judged.length > verdictsRemembered) this.#judged.shift();
    // The next task is shown at once; the verdict is on its way meanwhile.
    const judged = this.#project.setVerdict([id], verdict, label);
    void this.#session.move(1);
    const answer = await judged;
    return answer.ok ? { kind: 'done', label } : failed(answer.error.message);
  }

  /** Takes a person's verdict back, so that what the machine decided stands again. */
  async clearVerdict(): Promise<ActionOutcome> {
    const id = this.#session.taskId;
    if (id === null) return { kind: 'nothing' };
    const label = `Took back the verdict on task ${id}`;
    const answer = await this.#project.setVerdict([id], null, label);
    return answer.ok ? { kind: 'done', label } : failed(answer.error.message);
  }

  /** Lays a verdict over everything that matches, as one step of the undo log. */
  async judgeAll(verdict: TaskStatus): Promise<ActionOutcome> {
    const { result, query } = this.#session.rows;
    if (result === null || query === null) return { kind: 'nothing' };
    this.#busy += 1;
    try {
      const ids = await this.#pool.idsOf(result.resultId);
      if (!ids.ok) return failed(ids.error.message);
      const label = bulkLabel(verdict, ids.value.length, query);
      const answer = await this.#project.setVerdict(ids.value, verdict, label);
      return answer.ok ? { kind: 'done', label } : failed(answer.error.message);
    } finally {
      this.#busy -= 1;
    }
  }

  /** Rejects what a check found, as one step of the undo log. */
  async rejectContaminated(ids: readonly TaskId[]): Promise<ActionOutcome> {
    const count = ids.length.toLocaleString('en');
    const label = `Rejected ${count} contaminated ${ids.length === 1 ? 'task' : 'tasks'}`;
    const answer = await this.#project.setVerdict(ids, 'rejected', label);
    return answer.ok ? { kind: 'done', label } : failed(answer.error.message);
  }

  /** Takes the last step back and shows the task that it was about. */
  async undo(): Promise<ActionOutcome> {
    const answer = await this.#project.undo();
    if (!answer.ok) return failed(answer.error.message);
    if (answer.value === null) return { kind: 'nothing' };
    this.#returnTo(answer.value.label);
    return { kind: 'done', label: answer.value.label };
  }

  async redo(): Promise<ActionOutcome> {
    const answer = await this.#project.redo();
    if (!answer.ok) return failed(answer.error.message);
    return answer.value === null
      ? { kind: 'nothing' }
      : { kind: 'done', label: answer.value.label };
  }

  #returnTo(label: string): void {
    const isAbout = (id: TaskId): boolean =>
      label === verdictLabel('accepted', id) || label === verdictLabel('rejected', id);
    const at = this.#judged.findLastIndex(isAbout);
    const [id] = at < 0 ? [] : this.#judged.splice(at, 1);
    if (id !== undefined) this.#session.select(id);
  }
}

const failed = (message: string): ActionOutcome => ({ kind: 'failed', message });
