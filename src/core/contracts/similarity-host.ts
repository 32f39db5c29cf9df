import type { PairsApi } from './pairs-api.ts';

/** What the similarity worker offers the page, which joins it to the project worker. */
export interface SimilarityHost extends PairsApi {
  /**
   * Serves `SimilarityApi` and `GuardApi` on this port, with a pool of its own: in this worker alone,
   * or split over it and those behind `shards`, each a port that another host serves by `serveShard`.
   */
  connect(port: MessagePort, shards?: readonly MessagePort[]): Promise<void>;
  /** Serves `PoolShardApi` on this port: one part of a pool that another worker brings together. */
  serveShard(port: MessagePort): Promise<void>;
}
