import { expose, wrap } from 'comlink';
import type { PoolShardApi } from '#core/contracts/pool-shard-api.ts';
import type { SimilarityHost } from '#core/contracts/similarity-host.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import { createLocalShard, type EngineMaker } from '#core/rouge/local-shard.ts';
import { createShardedService } from '#core/rouge/similarity-service.ts';
import { loadKernels } from '#workers/kernels/load-kernels.ts';
import { createPairScan } from './pair-scan.ts';

const engine: EngineMaker = (settings) => createRougeEngine(settings, 'fast', loadKernels);

/** What the similarity worker serves, apart from the worker so that tests can run it. */
export function createSimilarityHost(): SimilarityHost {
  return {
    ...createPairScan(),
    connect(port, shards = []) {
      const remote = shards.map((shard): PoolShardApi => wrap<PoolShardApi>(shard));
      const parts = [createLocalShard(engine), ...remote];
      expose(createShardedService(parts), port);
      return Promise.resolve();
    },
    serveShard(port) {
      expose(createLocalShard(engine), port);
      return Promise.resolve();
    },
  };
}
