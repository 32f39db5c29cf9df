import {
  effectiveInstances,
  effectiveInstruction,
  isComplete,
} from '#core/model/effective-task.ts';
import type { QualityItem, QualitySample } from '#core/model/quality.ts';
import type { Task } from '#core/model/task.ts';
import { textHash } from '#core/pipeline/text-hash.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { pickOne, sampleWithoutReplacement } from '#core/random/sampling.ts';

/** How many the paper reviewed (Wang et al. 2023, section 4.2). */
export const usualSampleSize = 200;

/** More than anybody answers, and few enough to hold and to send as one file. */
export const mostSampled = 5_000;

/** Seeds fit into the words of a screen. */
export const mostSeed = 999_999;

/** True for tasks that are reviewed: complete ones that nobody wrote as a seed, as in the paper. */
export function canBeSampled(task: Task): boolean {
  return task.origin !== 'seed' && isComplete(task);
}

/**
 * Draws tasks and one instance of each, every one as likely and none twice, in random order; all of
 * them where there are fewer than `size`. The same tasks and seed always give the same sample.
 */
export function drawSample(tasks: readonly Task[], seed: number, size: number): QualitySample {
  const pool = tasks.filter(canBeSampled);
  const drawn = sampleWithoutReplacement(pool, size, keyedRandom(seed, 'quality-sample', 0));
  return { seed, pool: pool.length, items: drawn.flatMap((task) => itemOf(task, seed)) };
}

function itemOf(task: Task, seed: number): QualityItem[] {
  const places = effectiveInstances(task).map((texts, instance) => ({ instance, ...texts }));
  const [first, ...rest] = places;
  if (first === undefined) return [];
  const random = keyedRandom(seed, 'quality-instance', task.id);
  const { instance, input, output } = pickOne([first, ...rest], random);
  const instruction = effectiveInstruction(task);
  return [{ taskId: task.id, instance, instruction, input, output }];
}

/** Names a sample by its seed, its pool's size and all of its texts. */
export function sampleId({ seed, pool, items }: QualitySample): string {
  const rows = items.map((item) => [
    ...[item.taskId, item.instance, item.instruction, item.input, item.output],
  ]);
  return textHash(JSON.stringify([seed, pool, rows]));
}
