import type { FoundContamination } from '#core/contracts/project-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { MarksChange } from '#core/model/marks.ts';
import type { TaskStatus } from '#core/model/task.ts';
import { marksLabel } from '#core/review/marks-words.ts';
import type { CauseKey } from '#core/review/reject-causes.ts';
import type { SessionFailure } from '#state/project/project-session.svelte.ts';
import { QueueWalk } from './queue-walk.ts';
import type { ReviewProject } from './review-ports.ts';
import type { ReviewSession } from './review-session.svelte.ts';
import { ReviewSitting } from './review-sitting.svelte.ts';

/**
 * What came of an action, to be told to the user; `label` in the words of the undo log, `note`: how
 * it was less than was agreed to.
 */
export type ActionOutcome =
  | { readonly kind: 'done'; readonly label: string; readonly note?: string }
  | { readonly kind: 'nothing' }
  /** It was so already, so that no step was taken. */
  | { readonly kind: 'unchanged'; readonly message: string }
  /** Undo stands before a step that a person is asked about first. */
  | { readonly kind: 'asked'; readonly label: string }
  /** Broken off before anything was changed. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** What a reviewer does to the task in sight: verdicts and marks; undo and redo. */
export class ReviewActions {
  readonly #session: ReviewSession;
  readonly #project: ReviewProject;
  readonly sitting: ReviewSitting;
  readonly walk: QueueWalk;

  constructor(session: ReviewSession, project: ReviewProject, sitting = new ReviewSitting()) {
    this.#session = session;
    this.#project = project;
    this.sitting = sitting;
    this.walk = new QueueWalk(session, sitting);
  }

  /**
   * Lays a verdict over the task that is looked at and goes on to the next one. A rejection takes
   * its reason with it, or the one that was given before away.
   */
  async judge(verdict: TaskStatus, cause: CauseKey | null = null): Promise<ActionOutcome> {
    const id = this.#session.taskId;
    if (id === null) return { kind: 'nothing' };
    const change: MarksChange =
      verdict === 'rejected' ? { verdict, rejectReason: cause } : { verdict };
    const label = marksLabel(change, `task ${id}`);
    // The next task is shown at once; the verdict is on its way meanwhile.
    const judged =
      verdict === 'rejected'
        ? this.#project.setMarks([id], change, label)
        : this.#project.setVerdict([id], verdict, label);
    this.sitting.noteDone(id);
    void this.walk.goOn();
    const answer = await judged;
    if (answer.ok) return { kind: 'done', label };
    if (answer.error.kind !== 'unchanged') this.sitting.noteUndone(id);
    return notDone(answer.error);
  }

  /** Changes the marks of a task, by default of the one that is looked at, which stays in sight. */
  async mark(change: MarksChange, id = this.#session.taskId): Promise<ActionOutcome> {
    if (id === null) return { kind: 'nothing' };
    this.sitting.begin();
    const label = marksLabel(change, `task ${id}`);
    const answer = await this.#project.setMarks([id], change, label);
    return answer.ok ? { kind: 'done', label } : notDone(answer.error);
  }

  /** Takes a person's verdict back, so that what the machine decided stands again. */
  async clearVerdict(): Promise<ActionOutcome> {
    const id = this.#session.taskId;
    if (id === null) return { kind: 'nothing' };
    const label = `Took back the verdict on task ${id}`;
    const answer = await this.#project.setVerdict([id], null, label);
    return answer.ok ? { kind: 'done', label } : notDone(answer.error);
  }

  /** Rejects what a check found, as one step of the undo log. */
  async rejectContaminated(found: readonly FoundContamination[]): Promise<ActionOutcome> {
    const count = found.length.toLocaleString('en');
    const label = `Rejected ${count} contaminated ${found.length === 1 ? 'task' : 'tasks'}`;
    const answer = await this.#project.guards.rejectContaminated(found, label);
    return answer.ok ? { kind: 'done', label } : notDone(answer.error);
  }

  /**
   * Takes the last step back and shows the task that it was about. `sparesWhole`: a step that is not
   * about tasks one looks at stands, and is asked about.
   */
  async undo(sparesWhole = false): Promise<ActionOutcome> {
    const answer = await this.#project.undo(sparesWhole);
    if (!answer.ok) return notDone(answer.error);
    if (answer.value === null) return { kind: 'nothing' };
    const { label, taskId } = answer.value;
    if (taskId !== undefined) this.sitting.noteUndone(taskId);
    this.#showTask(taskId);
    return { kind: 'done', label };
  }

  /** Does the step again that was taken back last, and shows the task that it is about. */
  async redo(): Promise<ActionOutcome> {
    const answer = await this.#project.redo();
    if (!answer.ok) return notDone(answer.error);
    if (answer.value === null) return { kind: 'nothing' };
    const { label, taskId } = answer.value;
    if (taskId !== undefined) this.sitting.noteRedone(taskId);
    this.#showTask(taskId);
    return { kind: 'done', label };
  }

  #showTask(id: TaskId | undefined): void {
    // A message may outlive its page, and with it the way back.
    if (id !== undefined && this.#session.phase !== 'closed') this.#session.select(id);
  }
}

/** What becomes of an action that did not take place. */
export function notDone({ kind, message }: SessionFailure): ActionOutcome {
  if (kind === 'cancelled') return { kind };
  if (kind === 'whole-step') return { kind: 'asked', label: message };
  return kind === 'unchanged' ? { kind, message } : { kind: 'failed', message };
}
