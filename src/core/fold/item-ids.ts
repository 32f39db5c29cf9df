import type { RequestId, TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';

/** Gives every item of a reply its id, in order. */
export type ItemIds = (requestId: RequestId, instruction: string) => TaskId;

/** Ids for items that were never seen: the next ones in turn, never below `least`. */
export function nextIds(pool: TaskPool, least = 1): ItemIds {
  let last = least - 1;
  return () => {
    // Seeds and imports take ids too, between two replies.
    last = Math.max(last + 1, pool.nextId);
    return last;
  };
}

/**
 * Ids for a replay into `pool`: an item that an earlier parse of the same reply found keeps the id
 * that it got then, whatever its case; others get ids that were never used.
 */
export function rememberedIds(before: TaskPool, pool: TaskPool): ItemIds {
  const known = new Map<string, TaskId[]>();
  for (const task of before.tasks) {
    if (task.provenance === undefined) continue;
    const key = keyOf(task.provenance.requestId, task.instruction);
    known.set(key, [...(known.get(key) ?? []), task.id]);
  }
  const fresh = nextIds(pool, before.nextId);
  return (requestId, instruction) =>
    known.get(keyOf(requestId, instruction))?.shift() ?? fresh(requestId, instruction);
}

function keyOf(requestId: RequestId, instruction: Task['instruction']): string {
  return `${requestId}/${instruction.toLowerCase().replace(/\s+/g, ' ').trim()}`;
}
