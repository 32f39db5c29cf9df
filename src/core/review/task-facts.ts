import { effectiveInstances, effectiveStatus, effectiveType } from '#core/model/effective-task.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { RejectReason, Task } from '#core/model/task.ts';

/**
 * Why a task is rejected as it now stands; `by-person` where no rule had rejected it, nor a check of
 * the pool found it.
 */
export type ShownReason = RejectReason | 'by-person';

/** The reason to show for a task, or null where it is not rejected. */
export function reasonOf(task: Task): ShownReason | null {
  if (effectiveStatus(task) !== 'rejected') return null;
  if (task.human?.contaminated !== undefined) return 'contaminated';
  return task.status === 'rejected' ? (task.rejection?.reason ?? 'by-person') : 'by-person';
}

/** What kind of task it is as it now stands; `untyped` while nobody has said. */
export function typeOf(task: Task): 'classification' | 'generation' | 'untyped' {
  const isClassification = effectiveType(task);
  if (isClassification === null) return 'untyped';
  return isClassification ? 'classification' : 'generation';
}

/** Complete is a task with at least one instance, accepted or not. */
export function completenessOf(task: Task): 'complete' | 'incomplete' {
  return effectiveInstances(task).length > 0 ? 'complete' : 'incomplete';
}

/**
 * The highest ROUGE-L F (0–1) known of a task: with the member that got it rejected, else with the
 * nearest one when it was accepted, else when all were compared; null where it never was.
 */
export function scoreOf(task: Task): number | null {
  const { rejection } = task;
  if (rejection?.reason === 'too-similar') return rejection.score;
  return task.novelty?.max ?? task.compared?.score ?? null;
}

/** The task behind `scoreOf`: the culprit, else the nearest one; null where it was never compared. */
export function nearestOf(task: Task): TaskId | null {
  const { rejection } = task;
  const isTooNear =
    rejection?.reason === 'too-similar' || rejection?.reason === 'too-similar-meaning';
  if (isTooNear) return rejection.culprit;
  if (task.novelty !== undefined) return task.novelty.nearest[0]?.id ?? null;
  return task.compared?.id ?? null;
}
