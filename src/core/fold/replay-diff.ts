import { effectiveInstances, effectiveInstruction, isInPool } from '#core/model/effective-task.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { RejectReason, Task } from '#core/model/task.ts';
import type { FoldedPool } from './fold-entries.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';

/** A task on one side of a replay. */
export interface ReplayChange {
  readonly id: TaskId;
  readonly instruction: string;
  /** Why it is rejected where it is; absent where a replay no longer finds it at all. */
  readonly reason?: RejectReason;
}

/** What a replay would change, counted in full, with the first tasks of each kind. */
export interface ReplayDiff {
  readonly gained: number;
  readonly lost: number;
  /** Pool members whose instances would differ. */
  readonly refilled: number;
  /** Tasks that people judged or edited, and that the replay no longer finds. */
  readonly conflicts: number;
  /** Items kept because nothing is recorded of how near they were to others by embeddings. */
  readonly unknown: number;
  readonly examples: {
    readonly gained: readonly ReplayChange[];
    readonly lost: readonly ReplayChange[];
    readonly conflicts: readonly ReplayChange[];
  };
}

const MOST_EXAMPLES = 50;

/** Compares a pool with what a replay makes of it. */
export function replayDiff(
  before: TaskPool,
  { pool: after, unknown }: Pick<FoldedPool, 'pool' | 'unknown'>,
): ReplayDiff {
  const gained: ReplayChange[] = [];
  const lost: ReplayChange[] = [];
  const conflicts: ReplayChange[] = [];
  let refilled = 0;
  for (const task of after.tasks) {
    const old = before.get(task.id);
    const was = old !== undefined && isInPool(old);
    const is = isInPool(task);
    if (is && !was) gained.push(change(task, old?.rejection?.reason));
    if (was && !is) lost.push(change(task, task.rejection?.reason));
    if (is && was && !hasSameInstances(old, task)) refilled += 1;
    if (task.human !== undefined && task.isRemoved === true && old?.isRemoved !== true) {
      conflicts.push(change(task));
    }
  }
  return {
    gained: gained.length,
    lost: lost.length,
    refilled,
    conflicts: conflicts.length,
    unknown,
    examples: {
      gained: gained.slice(0, MOST_EXAMPLES),
      lost: lost.slice(0, MOST_EXAMPLES),
      conflicts: conflicts.slice(0, MOST_EXAMPLES),
    },
  };
}

function change(task: Task, reason?: RejectReason): ReplayChange {
  const base = { id: task.id, instruction: effectiveInstruction(task) };
  return reason === undefined ? base : { ...base, reason };
}

function hasSameInstances(old: Task, task: Task): boolean {
  return JSON.stringify(effectiveInstances(old)) === JSON.stringify(effectiveInstances(task));
}
