import type { PoolShardApi } from '#core/contracts/pool-shard-api.ts';
import type { IndexSettings } from '#core/contracts/similarity-api.ts';
import type { RougeEngine } from './rouge-engine.ts';
import { checkThreshold } from './threshold.ts';

/** Makes an empty engine; the threshold was checked. */
export type EngineMaker = (settings: IndexSettings) => RougeEngine;

/** A part of a pool over an engine in this realm. */
export function createLocalShard(createEngine: EngineMaker): PoolShardApi {
  let engine = createEngine({ tokeniser: 'unicode', threshold: 0.7 });
  return {
    reset(settings) {
      const checked = checkThreshold(settings.threshold);
      if (checked.ok) engine = createEngine(settings);
      return Promise.resolve(checked);
    },
    setThreshold: (threshold) => Promise.resolve(engine.setThreshold(threshold)),
    append: (items) => Promise.resolve(engine.append(items)),
    remove: (ids) => Promise.resolve(engine.remove(ids)),
    decide: (texts) => Promise.resolve(texts.map((text) => engine.decide(text))),
    tally: (texts, k) => Promise.resolve(engine.tally(texts, k)),
  };
}
