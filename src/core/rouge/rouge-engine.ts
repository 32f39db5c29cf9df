import type { IndexSettings, PoolItem, SimilarityFailure } from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import type { PoolTally } from './pool-tally.ts';

/** Mean F over the pool and the members nearest to a text, highest first. */
export interface PoolScore {
  readonly mean: number;
  readonly nearest: readonly Neighbour[];
}

/** ROUGE-L against a pool, synchronously and within one realm; exact whatever the engine. */
export interface RougeEngine {
  readonly settings: IndexSettings;
  readonly size: number;
  /** Bytes of all that the engine holds beyond the members' tokens and the vocabulary. */
  readonly overheadBytes: number;
  /** All or nothing: a failure leaves the pool as it was. */
  append(items: readonly PoolItem[]): Result<void, SimilarityFailure>;
  /** All or nothing. A member comes back by `append`. */
  remove(ids: readonly TaskId[]): Result<void, SimilarityFailure>;
  /** Sets another threshold (0–1) for `decide`. */
  setThreshold(threshold: number): Result<void, SimilarityFailure>;
  /** The member with the highest F above the threshold (ties: lowest id), or null. */
  decide(text: string): Neighbour | null;
  /** Mean over all members and the `k` nearest; `except` is left out of both. */
  score(text: string, k: number, except?: TaskId): PoolScore;
  /** The sums behind `score`, for several texts at once, so that parts of a pool can be added up. */
  tally(texts: readonly string[], k: number): readonly PoolTally[];
}
