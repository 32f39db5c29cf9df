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
import type { PoolTally } from './pool-tally.ts';
import { PrefixIndex } from './prefix-index.ts';
import type { PoolScore, RougeEngine } from './rouge-engine.ts';
import { scoreFrom } from './scan-scores.ts';
import type { RougeKernels } from './rouge-kernels.ts';
import { Tallies } from './tallies.ts';
import { checkThreshold } from './threshold.ts';

/** Decides by an inverted index with bounds and compares only what they leave over. */
export class IndexedEngine implements RougeEngine {
  readonly #rows: PoolRows;
  readonly #pattern = new BitPattern();
  readonly #tallies: Tallies;
  #bounds: BoundsTable;
  #index: PrefixIndex;

  /** With `kernels` scores are computed by SIMD, without in plain TypeScript. */
  constructor(settings: IndexSettings, kernels: RougeKernels | null) {
    this.#rows = new PoolRows(settings, kernels ?? heapMemory());
    this.#tallies = new Tallies(this.#rows, kernels);
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
    const encoded = this.#rows.encode(text);
    const [tally] = this.#tallies.of([encoded], k + 1);
    return tally === undefined
      ? { mean: 0, nearest: [] }
      : scoreFrom(tally, this.#rows, encoded, k, except);
  }

  tally(texts: readonly string[], k: number): readonly PoolTally[] {
    const encoded = texts.map((text) => {
      const { tokens, length } = this.#rows.encode(text);
      return { tokens: tokens.slice(0, length), length };
    });
    return this.#tallies.of(encoded, k);
  }
}
