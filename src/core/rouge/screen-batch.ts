import type { PoolItem, Screened, SimilarityFailure } from '#core/contracts/similarity-api.ts';
import { success, type Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import { better } from './best-match.ts';
import { meanOf, mergeTallies } from './pool-tally.ts';
import type { RougeEngine } from './rouge-engine.ts';
import type { ShardedPool } from './sharded-pool.ts';

/** How many of the nearest members are recorded with a novel text, as in the published code. */
const recordedNeighbours = 10;

/** What a batch comes to: a verdict for each text, and which of them are to join the pool. */
export interface ScreenedBatch {
  readonly screened: readonly Screened[];
  readonly novel: readonly PoolItem[];
}

/**
 * Screens texts in order against the pool and against those of the batch found novel before them,
 * which `batch`, an empty engine of the pool's settings, collects. Fails where it refuses one.
 */
export async function screenBatch(
  pool: ShardedPool,
  items: readonly PoolItem[],
  batch: RougeEngine,
): Promise<Result<ScreenedBatch, SimilarityFailure>> {
  const culprits = await pool.decide(items.map(({ text }) => text));
  const isOpen = (_: unknown, i: number): boolean => (culprits[i] ?? null) === null;
  const texts = items.filter(isOpen).map(({ text }) => text);
  const tallies = (await pool.tally(texts, recordedNeighbours)).values();
  const screened: Screened[] = [];
  const novel: PoolItem[] = [];
  for (const [i, item] of items.entries()) {
    const inPool = isOpen(item, i) ? tallies.next().value : undefined;
    const culprit = worse(culprits[i] ?? null, batch.decide(item.text));
    if (culprit !== null) {
      screened.push({ novel: false, culprit });
      continue;
    }
    const parts = [inPool, batch.tally([item.text], recordedNeighbours)[0]];
    const tally = mergeTallies(
      parts.flatMap((part) => part ?? []),
      recordedNeighbours,
    );
    const added = batch.append([item]);
    if (!added.ok) return added;
    novel.push(item);
    const max = tally.nearest[0]?.score ?? 0;
    screened.push({ novel: true, novelty: { max, mean: meanOf(tally), nearest: tally.nearest } });
  }
  return success({ screened, novel });
}

const worse = (a: Neighbour | null, b: Neighbour | null): Neighbour | null =>
  b === null ? a : better(a, b.id, b.score);
