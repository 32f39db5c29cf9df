import { expose, wrap } from 'comlink';
import type { PoolShardApi } from '#core/contracts/pool-shard-api.ts';
import type { SimilarityHost } from '#core/contracts/similarity-host.ts';
import { createLocalShard } from '#core/rouge/local-shard.ts';
import { createShardedService } from '#core/rouge/similarity-service.ts';
import { kernelEngine } from './kernel-engine.ts';
import { createPairScan } from './pair-scan.ts';

/** What the similarity worker serves, apart from the worker so that tests can run it. */
export function createSimilarityHost(): SimilarityHost {
  return {
    ...createPairScan(),
    connect(port, shards = []) {
      const remote = shards.map((shard): PoolShardApi => wrap<PoolShardApi>(shard));
      const parts = [createLocalShard(kernelEngine), ...remote];
      expose(createShardedService(parts), port);
      return Promise.resolve();
    },
    serveShard(port) {
      expose(createLocalShard(kernelEngine), port);
      return Promise.resolve();
    },
  };
}
