import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import type { Task } from '#core/model/task.ts';

/** Why nothing may be done to these tasks: one is not there, or was removed; null where all are. */
export function taskProblem(ids: readonly TaskId[], pool: TaskPool): ProjectFailure | null {
  if (ids.length === 0) return badInput('No task is selected.');
  const unknown = ids.find((id) => pool.get(id) === undefined);
  if (unknown !== undefined) return notFound(unknown);
  const removed = ids.find((id) => isGone(pool.get(id)));
  return removed === undefined ? null : gone(removed);
}

/** True for a task that was removed: its import or seed was undone, or a replay left it out. */
export function isGone(task: Task | undefined): boolean {
  return task?.isRemoved === true;
}

export function badInput(message: string): ProjectFailure {
  return { kind: 'bad-input', message };
}

export function conflict(id: TaskId): ProjectFailure {
  return { kind: 'conflict', message: `Task ${id} was changed while it was being edited.` };
}

export function notFound(id: TaskId): ProjectFailure {
  return { kind: 'not-found', message: `There is no task ${id} here.` };
}

/** A removed task is changed by nobody: a new step would cost the redo that brings it back. */
export function gone(id: TaskId): ProjectFailure {
  return { kind: 'not-found', message: `Task ${id} was removed, so nothing was changed.` };
}

/** What is as it was asked to be is no step: it would only cost the redo. */
export function unchanged(ids: readonly TaskId[]): ProjectFailure {
  const [first = 0] = ids;
  const what = ids.length === 1 ? `Task ${first} is` : 'These tasks are';
  return { kind: 'unchanged', message: `${what} like that already, so nothing was changed.` };
}
