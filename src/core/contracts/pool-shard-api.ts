import type { TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import type { PoolTally } from '#core/rouge/pool-tally.ts';
import type { IndexSettings, PoolItem, SimilarityFailure } from './similarity-api.ts';

/** One part of a pool that is split over several workers. Each call is all or nothing. */
export interface PoolShardApi {
  /** Empties the part. */
  reset(settings: IndexSettings): Promise<Result<void, SimilarityFailure>>;
  setThreshold(threshold: number): Promise<Result<void, SimilarityFailure>>;
  append(items: readonly PoolItem[]): Promise<Result<void, SimilarityFailure>>;
  remove(ids: readonly TaskId[]): Promise<Result<void, SimilarityFailure>>;
  /** For each text the member of this part with the highest F above the threshold, or null. */
  decide(texts: readonly string[]): Promise<readonly (Neighbour | null)[]>;
  /** For each text what this part adds to its score. */
  tally(texts: readonly string[], k: number): Promise<readonly PoolTally[]>;
}
