import type { IndexSettings, PoolItem, SimilarityFailure } from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { success, type Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import { better } from './best-match.ts';
import { BitPattern } from './bit-pattern.ts';
import { fMeasure } from './f-measure.ts';
import { heapMemory } from './pool-memory.ts';
import { PoolRows } from './pool-rows.ts';
import type { PoolTally } from './pool-tally.ts';
import type { PoolScore, RougeEngine } from './rouge-engine.ts';
import { scanTally, scoreFrom } from './scan-scores.ts';
import { checkThreshold } from './threshold.ts';

/** Compares with every member, every time: no index, nothing to get wrong. */
export class PlainEngine implements RougeEngine {
  readonly #rows: PoolRows;
  readonly #pattern = new BitPattern();
  #threshold: number;

  constructor(settings: IndexSettings) {
    this.#rows = new PoolRows(settings, heapMemory());
    this.#threshold = settings.threshold;
  }

  get settings(): IndexSettings {
    return { ...this.#rows.settings, threshold: this.#threshold };
  }

  get size(): number {
    return this.#rows.size;
  }

  get overheadBytes(): number {
    return this.#rows.overheadBytes;
  }

  append(items: readonly PoolItem[]): Result<void, SimilarityFailure> {
    const added = this.#rows.append(items);
    return added.ok ? success(undefined) : added;
  }

  remove(ids: readonly TaskId[]): Result<void, SimilarityFailure> {
    return this.#rows.remove(ids);
  }

  setThreshold(threshold: number): Result<void, SimilarityFailure> {
    const checked = checkThreshold(threshold);
    if (checked.ok) this.#threshold = threshold;
    return checked;
  }

  decide(text: string): Neighbour | null {
    const { flat, ids, vocabulary } = this.#rows;
    const { tokens, length } = this.#rows.encode(text);
    this.#pattern.set(tokens, length, vocabulary.size);
    let best: Neighbour | null = null;
    for (let row = 0; row < flat.rows; row += 1) {
      const n = flat.lengths[row] ?? 0;
      if (n === 0) continue;
      const lcs = this.#pattern.lcs(flat.tokens, flat.starts[row] ?? 0, n);
      const score = fMeasure(lcs, length, n);
      if (score > this.#threshold) best = better(best, ids.idOf(row), score);
    }
    return best;
  }

  score(text: string, k: number, except?: TaskId): PoolScore {
    const encoded = this.#rows.encode(text);
    return scoreFrom(scanTally(this.#rows, encoded, k + 1), this.#rows, encoded, k, except);
  }

  tally(texts: readonly string[], k: number): readonly PoolTally[] {
    return texts.map((text) => scanTally(this.#rows, this.#rows.encode(text), k));
  }
}
