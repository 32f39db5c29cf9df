import type {
  IndexSettings,
  PoolItem,
  Screened,
  SimilarityApi,
  SimilarityFailure,
} from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { createRougeEngine } from './create-rouge-engine.ts';
import type { RougeEngine } from './rouge-engine.ts';
import { checkThreshold } from './threshold.ts';

/** How many of the nearest members are recorded with a novel text, as in the published code. */
const recordedNeighbours = 10;

type Engines = (settings: IndexSettings) => RougeEngine;
type Versioned = Result<{ version: number }, SimilarityFailure>;

const fastEngine: Engines = (settings) => createRougeEngine(settings, 'fast');

/** `SimilarityApi` over an engine in this realm; what the similarity worker serves. */
export function createSimilarityService(createEngine: Engines = fastEngine): SimilarityApi {
  let engine = createEngine({ tokeniser: 'unicode', threshold: 0.7 });
  let version = 0;

  const changed = (result: Result<void, SimilarityFailure>): Versioned => {
    if (!result.ok) return result;
    version += 1;
    return success({ version });
  };

  return {
    reset(settings) {
      const checked = checkThreshold(settings.threshold);
      if (checked.ok) engine = createEngine(settings);
      return Promise.resolve(changed(checked));
    },
    append: (items) => Promise.resolve(changed(engine.append(items))),
    remove: (ids) => Promise.resolve(changed(engine.remove(ids))),
    screenBatch(items, expected) {
      if (expected !== version) {
        return Promise.resolve(failure({ kind: 'stale-version', expected, actual: version }));
      }
      const screened = screenAll(engine, items);
      if (!screened.ok) return Promise.resolve(screened);
      version += 1;
      return Promise.resolve(success({ version, screened: screened.value }));
    },
    nearest: (text, k, except) => Promise.resolve(engine.score(text, k, except).nearest),
  };
}

/** Screens in order; where one text can't join, those before it leave again. */
function screenAll(
  engine: RougeEngine,
  items: readonly PoolItem[],
): Result<readonly Screened[], SimilarityFailure> {
  const screened: Screened[] = [];
  const joined: TaskId[] = [];
  for (const item of items) {
    const culprit = engine.decide(item.text);
    if (culprit !== null) {
      screened.push({ novel: false, culprit });
      continue;
    }
    const { mean, nearest } = engine.score(item.text, recordedNeighbours);
    const added = engine.append([item]);
    if (!added.ok) {
      engine.remove(joined);
      return added;
    }
    joined.push(item.id);
    screened.push({ novel: true, novelty: { max: nearest[0]?.score ?? 0, mean, nearest } });
  }
  return success(screened);
}
