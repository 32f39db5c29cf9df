import { effectiveInstances, effectiveInstruction, isInPool } from '#core/model/effective-task.ts';
import type { QualityItem, QualityReview } from '#core/model/quality.ts';
import type { Instance, Task } from '#core/model/task.ts';

/**
 * What became of a sampled task since: `same`; `edited`: other texts; `rejected`; `removed`;
 * `elsewhere`: drawn in another project, and this one has no such task.
 */
export type ItemStanding = 'same' | 'edited' | 'rejected' | 'removed' | 'elsewhere';

/** Holds what was sampled against the task as it now is; undefined: there is no task of that id. */
export function standingOf(
  item: QualityItem,
  task: Task | undefined,
  { isDrawnHere }: Pick<QualityReview, 'isDrawnHere'>,
): ItemStanding {
  if (task === undefined) return isDrawnHere ? 'removed' : 'elsewhere';
  const isSame =
    effectiveInstruction(task) === item.instruction && has(effectiveInstances(task), item);
  const wasSame = task.instruction === item.instruction && has(task.instances, item);
  // Ids say nothing about a task of another project; its texts do.
  if (!isDrawnHere && !isSame && !wasSame) return 'elsewhere';
  if (task.isRemoved === true) return 'removed';
  if (!isInPool(task)) return 'rejected';
  return isSame ? 'same' : 'edited';
}

const has = (instances: readonly Instance[], { input, output }: QualityItem): boolean =>
  instances.some((each) => each.input === input && each.output === output);
