import type { GuardApi } from '#core/contracts/guard-api.ts';
import type { PoolShardApi } from '#core/contracts/pool-shard-api.ts';
import type {
  IndexSettings,
  SimilarityApi,
  SimilarityFailure,
} from '#core/contracts/similarity-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { createRougeEngine } from './create-rouge-engine.ts';
import { createGuardService } from './guard-service.ts';
import { createLocalShard, type EngineMaker } from './local-shard.ts';
import { screenBatch } from './screen-batch.ts';
import { ShardedPool } from './sharded-pool.ts';

const fastEngine: EngineMaker = (settings) => createRougeEngine(settings, 'fast');

/** `SimilarityApi` and `GuardApi` over an engine in this realm. */
export function createSimilarityService(
  createEngine: EngineMaker = fastEngine,
): SimilarityApi & GuardApi {
  return createShardedService([createLocalShard(createEngine)]);
}

/**
 * The same over a pool that is split: answers do not depend on how many shards there are. Calls
 * are worked through one after the other, so that none sees a change half made.
 */
export function createShardedService(shards: readonly PoolShardApi[]): SimilarityApi & GuardApi {
  const pool = new ShardedPool(shards);
  let settings: IndexSettings = { tokeniser: 'unicode', threshold: 0.7 };
  let version = 0;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
  const change = (
    work: () => Promise<Result<void, SimilarityFailure>>,
  ): Promise<Result<{ version: number }, SimilarityFailure>> =>
    inTurn(async () => {
      const result = await work();
      if (!result.ok) return result;
      version += 1;
      return success({ version });
    });

  return {
    ...createGuardService(),
    reset: (to) =>
      change(async () => {
        const result = await pool.reset(to);
        if (result.ok) settings = to;
        return result;
      }),
    setThreshold: (threshold) =>
      change(async () => {
        const result = await pool.setThreshold(threshold);
        if (result.ok) settings = { ...settings, threshold };
        return result;
      }),
    append: (items) => change(() => pool.append(items)),
    remove: (ids) => change(() => pool.remove(ids)),
    screenBatch: (items, expected) =>
      inTurn(async () => {
        if (expected !== version) {
          return failure({ kind: 'stale-version', expected, actual: version });
        }
        const batch = createRougeEngine(settings, 'fast');
        const result = await screenBatch(pool, items, batch);
        if (!result.ok) return result;
        const joined = await pool.append(result.value.novel);
        if (!joined.ok) return joined;
        version += 1;
        return success({ version, screened: result.value.screened });
      }),
    nearest: (text, k, except) =>
      inTurn(async () => {
        const [tally] = await pool.tally([text], k + 1);
        return (tally?.nearest ?? []).filter(({ id }) => id !== except).slice(0, k);
      }),
  };
}
