import { toRanges, type IdRange } from '#core/batch/id-ranges.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { ErrandKind } from '#core/model/model-call.ts';
import type { Task } from '#core/model/task.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement } from '#core/random/sampling.ts';

/** A random sample of the tasks to be asked about; the same seed draws the same ones. */
export interface TaskSample {
  readonly count: number;
  readonly seed: number;
}

/** The tasks of an errand, each once: all of them, or a sample. In order of id. */
export function chooseTasks(ids: readonly TaskId[], sample: TaskSample | null): IdRange[] {
  if (sample === null) return toRanges(ids);
  const inOrder = [...new Set(ids)].sort((a, b) => a - b);
  const random = keyedRandom(sample.seed, 'errand-sample', inOrder.length);
  return toRanges(sampleWithoutReplacement(inOrder, sample.count, random));
}

/**
 * Whether a task can be asked about. Seeds are scored like all others, but changed only where they
 * are edited: on their own page.
 */
export function isFit(task: Task | undefined, kind: ErrandKind): task is Task {
  if (task === undefined || task.isRemoved === true) return false;
  return kind === 'judge' || task.origin !== 'seed';
}
