import { effectiveInstruction, effectiveType, isInPool } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';

/**
 * The text under which a task stands in the similarity index, or null where it does not: new
 * instructions are compared with pool members only, and in a classification-only run with
 * classification seeds only.
 */
export function memberText(task: Task, isClassificationOnly: boolean): string | null {
  if (!isInPool(task)) return null;
  const isOtherSeed = task.origin === 'seed' && effectiveType(task) !== true;
  return isClassificationOnly && isOtherSeed ? null : effectiveInstruction(task);
}
