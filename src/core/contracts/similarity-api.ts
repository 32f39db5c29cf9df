import type { TaskId } from '#core/model/ids.ts';
import type { Tokeniser } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';
import type { Neighbour, Novelty } from '#core/model/task.ts';

/** A text under the id that answers name it by. */
export interface PoolItem {
  readonly id: TaskId;
  readonly text: string;
}

export interface IndexSettings {
  readonly tokeniser: Tokeniser;
  /** Too similar when ROUGE-L F is above this (0–1). */
  readonly threshold: number;
  /**
   * What to do with a text in which the tokeniser finds nothing: refuse it (the default), or count
   * it as a member that is near nothing, as the published code does.
   */
  readonly tokenless?: 'refuse' | 'count';
}

export type SimilarityFailure =
  | { readonly kind: 'bad-threshold'; readonly threshold: number }
  | { readonly kind: 'bad-run-length'; readonly runLength: number }
  | { readonly kind: 'empty-text'; readonly id: TaskId }
  | { readonly kind: 'no-tokens'; readonly id: TaskId }
  | { readonly kind: 'id-twice'; readonly id: TaskId }
  | { readonly kind: 'unknown-id'; readonly id: TaskId }
  | { readonly kind: 'stale-version'; readonly expected: number; readonly actual: number };

/** What screening says of one text, in the order given. */
export type Screened =
  | { readonly novel: true; readonly novelty: Novelty }
  | { readonly novel: false; readonly culprit: Neighbour };

/**
 * ROUGE-L over the pool. Every change gives a new version; a failure leaves the index as it was.
 * Scores are F-measures in IEEE doubles, in the order of the published code.
 */
export interface SimilarityApi {
  /** Empties the index and sets how it compares. */
  reset(settings: IndexSettings): Promise<Result<{ version: number }, SimilarityFailure>>;
  /** Sets another threshold over the same members. */
  setThreshold(threshold: number): Promise<Result<{ version: number }, SimilarityFailure>>;
  /** Adds members unasked. */
  append(items: readonly PoolItem[]): Promise<Result<{ version: number }, SimilarityFailure>>;
  remove(ids: readonly TaskId[]): Promise<Result<{ version: number }, SimilarityFailure>>;
  /**
   * Decides for each text in turn whether a member is above the threshold; texts found novel join
   * the index at once, so that earlier members of a batch count for later ones. `version` must be
   * the index's own. A commit that fails afterwards is taken back with `remove`.
   */
  screenBatch(
    items: readonly PoolItem[],
    version: number,
  ): Promise<Result<{ version: number; screened: readonly Screened[] }, SimilarityFailure>>;
  /** The k members nearest to a text, highest first, leaving out `except`. */
  nearest(text: string, k: number, except?: TaskId): Promise<readonly Neighbour[]>;
}
