import type { IndexSettings, PoolItem, SimilarityFailure } from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { success, type Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import { better } from './best-match.ts';
import { BitPattern } from './bit-pattern.ts';
import { fMeasure } from './f-measure.ts';
import { BoundsTable } from './length-bounds.ts';
import { heapMemory } from './pool-memory.ts';
import { PoolRows } from './pool-rows.ts';
import { meanOf, type PoolTally } from './pool-tally.ts';
import { PrefixIndex } from './prefix-index.ts';
import type { PoolScore, RougeEngine } from './rouge-engine.ts';
import { scanTally } from './scan-scores.ts';
import { checkThreshold } from './threshold.ts';

/** Decides by an inverted index with bounds and compares only what they leave over. */
export class IndexedEngine implements RougeEngine {
  readonly #rows: PoolRows;
  readonly #pattern = new BitPattern();
  #bounds: BoundsTable;
  #index: PrefixIndex;

  constructor(settings: IndexSettings) {
    this.#rows = new PoolRows(settings, heapMemory());
    this.#bounds = new BoundsTable(settings.threshold);
    this.#index = new PrefixIndex(this.#rows.flat, 0, this.#bounds);
  }

  get settings(): IndexSettings {
    return { ...this.#rows.settings, threshold: this.#bounds.threshold };
  }

  get size(): number {
    return this.#rows.size;
  }

  get overheadBytes(): number {
    return this.#rows.overheadBytes + this.#index.byteLength;
  }

  append(items: readonly PoolItem[]): Result<void, SimilarityFailure> {
    const added = this.#rows.append(items);
    if (!added.ok) return added;
    this.#index.add(added.value, this.#rows.vocabulary.size);
    return success(undefined);
  }

  remove(ids: readonly TaskId[]): Result<void, SimilarityFailure> {
    return this.#rows.remove(ids);
  }

  setThreshold(threshold: number): Result<void, SimilarityFailure> {
    const checked = checkThreshold(threshold);
    if (!checked.ok || threshold === this.#bounds.threshold) return checked;
    this.#bounds = new BoundsTable(threshold);
    this.#index = new PrefixIndex(this.#rows.flat, this.#rows.vocabulary.size, this.#bounds);
    return success(undefined);
  }

  decide(text: string): Neighbour | null {
    const { flat, ids, vocabulary } = this.#rows;
    const { tokens, length } = this.#rows.encode(text);
    if (length === 0) return null;
    const bounds = this.#bounds.of(length, flat.longest);
    this.#index.probe(tokens, length, bounds);
    if (this.#index.foundCount === 0) return null;
    this.#pattern.set(tokens, length, vocabulary.size);
    let best: Neighbour | null = null;
    for (let i = 0; i < this.#index.foundCount; i += 1) {
      const row = this.#index.found[i] ?? 0;
      const n = flat.lengths[row] ?? 0;
      if (n === 0) continue;
      const lcs = this.#pattern.lcs(flat.tokens, flat.starts[row] ?? 0, n);
      if (lcs < (bounds.need[n] ?? 0)) continue;
      best = better(best, ids.idOf(row), fMeasure(lcs, length, n));
    }
    return best;
  }

  score(text: string, k: number, except?: TaskId): PoolScore {
    const tally = scanTally(this.#rows, this.#rows.encode(text), k, except);
    return { mean: meanOf(tally), nearest: tally.nearest };
  }

  tally(texts: readonly string[], k: number): readonly PoolTally[] {
    return texts.map((text) => scanTally(this.#rows, this.#rows.encode(text), k));
  }
}
