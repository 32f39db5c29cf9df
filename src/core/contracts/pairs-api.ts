import type { TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { IndexSettings, PoolItem, SimilarityFailure } from './similarity-api.ts';

/** Two members and their ROUGE-L F; `first` stood before `second` in what was given. */
export interface IdPair {
  readonly first: TaskId;
  readonly second: TaskId;
  readonly score: number;
}

export interface PairReport {
  /** Pairs above the threshold, and exactly at it, over all. */
  readonly above: number;
  readonly exactly: number;
  /** Those above, most alike first, at most as many as were asked for. */
  readonly pairs: readonly IdPair[];
  /** Members that pairs above the threshold join, directly or through others; largest first. */
  readonly groups: readonly (readonly TaskId[])[];
}

export type PairScanFailure = SimilarityFailure | { readonly kind: 'cancelled' };

/** Near-duplicates within a whole pool. Long: best asked of a worker of its own. */
export interface PairsApi {
  /** Texts without tokens are near nothing. `onProgress` gets the share done (0–1). */
  findPairs(
    items: readonly PoolItem[],
    settings: IndexSettings,
    limit: number,
    onProgress: (share: number) => void,
  ): Promise<Result<PairReport, PairScanFailure>>;
  /** Stops the scan that is under way, which then fails with `cancelled`. */
  cancelPairs(): Promise<void>;
}
