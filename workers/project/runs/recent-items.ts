import type { RecentItem } from '#core/contracts/run-api.ts';
import { effectiveInstruction, isInPool } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';

const MOST_SHOWN = 20;
/** A run that accepts or rejects everything must not make every snapshot walk the whole pool. */
const MOST_LOOKED_AT = 1000;

/** The newest accepted and rejected machine tasks, newest first, 20 each at most. */
export function recentItems(pool: TaskPool): {
  accepted: RecentItem[];
  rejected: RecentItem[];
} {
  const accepted: RecentItem[] = [];
  const rejected: RecentItem[] = [];
  const last = Math.max(0, pool.size - MOST_LOOKED_AT);
  for (let place = pool.size; place > last; place -= 1) {
    const task = pool.get(place);
    if (task?.origin !== 'machine') continue;
    const list = isInPool(task) ? accepted : rejected;
    if (list.length < MOST_SHOWN) list.push(recentItem(pool, task));
    if (accepted.length === MOST_SHOWN && rejected.length === MOST_SHOWN) break;
  }
  return { accepted, rejected };
}

function recentItem(pool: TaskPool, task: Task): RecentItem {
  const { id, rejection, novelty } = task;
  const base = { id, instruction: effectiveInstruction(task) };
  if (rejection === undefined) return novelty ? { ...base, score: novelty.max } : base;
  if (!('culprit' in rejection)) return { ...base, rejection };
  const culprit = pool.get(rejection.culprit);
  return {
    ...base,
    rejection,
    score: rejection.score,
    ...(culprit && { culpritText: effectiveInstruction(culprit) }),
  };
}
