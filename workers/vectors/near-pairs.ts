import type { NearPairs } from '#core/contracts/vectors-api.ts';
import { nearVectors } from '#core/embedding/near-groups.ts';
import { nextTask } from '#workers/next-task.ts';
import type { TextTasks } from './member-view.ts';
import type { VectorSpace } from './vector-space.ts';

/** Every pair of members with a score of at least `threshold`; beyond `most` they are only counted. */
export async function nearPairs(
  space: VectorSpace,
  tasks: ReadonlyMap<string, TextTasks>,
  { threshold, most }: { threshold: number; most: number },
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<NearPairs> {
  const memberOf = (row: number) => tasks.get(space.hashOf(row) ?? '')?.members[0];
  const first: number[] = [];
  const second: number[] = [];
  const scores: number[] = [];
  let found = 0;
  const scan = nearVectors(space.index, threshold, (pair) => {
    const [a, b] = [memberOf(pair.first), memberOf(pair.second)];
    if (a === undefined || b === undefined) return;
    found += 1;
    if (found > most) return;
    first.push(Math.min(a, b));
    second.push(Math.max(a, b));
    scores.push(pair.score);
  });
  for (const { done, total } of scan) {
    onShare(total === 0 ? 1 : done / total);
    await nextTask();
    signal.throwIfAborted();
  }
  return {
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    scores: Float64Array.from(scores),
    found,
  };
}
