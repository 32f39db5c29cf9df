import { isInPool } from '#core/model/effective-task.ts';
import type { TaskId } from '#core/model/ids.ts';
import { spaceName, type MeaningRecord } from '#core/model/meaning.ts';
import type { MeaningRule } from '#core/model/recipe.ts';
import { success } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import type { MeaningPort } from '#core/pipeline/ports.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';

/**
 * The filter by embeddings as the log recorded it for one reply: no model is asked. Under the rule
 * of that time it answers as it did then. Under another, a score says nothing of a pool in which
 * its nearest member no longer stands: then nothing is known, unless it was far enough anyway.
 */
export function recordedMeaning(
  rule: MeaningRule,
  record: MeaningRecord | undefined,
  pool: TaskPool,
): MeaningPort {
  const isSame = record?.space === spaceName(rule.space);
  const scores = new Map(
    (isSame ? record.scores : []).map(({ id, nearest }) => [id, nearest] as const),
  );
  const nearest = (id: TaskId, accepted: ReadonlySet<TaskId>): Neighbour | null | undefined => {
    const recorded = scores.get(id);
    if (!recorded || recorded.score <= rule.threshold) return recorded;
    const member = pool.get(recorded.id);
    const isThere = accepted.has(recorded.id) || (member !== undefined && isInPool(member));
    return isThere ? recorded : undefined;
  };
  return {
    rule,
    compare: () => Promise.resolve(success({ nearest })),
    follow: () => undefined,
  };
}
