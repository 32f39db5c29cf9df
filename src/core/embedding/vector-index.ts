import type { DotKernels } from './dot-kernels.ts';
import { FloatTable } from './float-table.ts';
import { Int8Table } from './int8-table.ts';
import { NearestHeap } from './nearest-heap.ts';
import type { Int8Vectors, VectorPrecision } from './packed-vectors.ts';
import { FloatRows } from './vector-rows.ts';
import { queriesAtOnce, rowsAtOnce, type Products, type VectorTable } from './vector-table.ts';

/** A row found by a query: its id and the inner product, which for unit vectors is the cosine. */
export interface VectorHit {
  readonly id: number;
  readonly score: number;
}

export interface VectorIndexSettings {
  readonly dimension: number;
  /** What is stored, and so what scores are exact for. */
  readonly stored: VectorPrecision;
  /** How it is scanned; float32 scans need float32 rows. `int8` is quicker and takes less memory. */
  readonly scan: VectorPrecision;
}

/**
 * Exact nearest neighbours by inner product. A kernel scores all rows roughly; rows that could still
 * be among the best, by the bound on how rough that is, are scored exactly. Equal scores go to the
 * lower id. Ids are distinct.
 */
export class VectorIndex {
  readonly #table: VectorTable;
  #ids: number[] = [];
  readonly #rowOf = new Map<number, number>();

  constructor({ dimension, stored, scan }: VectorIndexSettings, kernels: DotKernels) {
    this.#table =
      scan === 'float32'
        ? new FloatTable(dimension, kernels)
        : new Int8Table(dimension, kernels, stored === 'float32' ? new FloatRows(dimension) : null);
  }

  get size(): number {
    return this.#ids.length;
  }

  get dimension(): number {
    return this.#table.dimension;
  }

  /** Bytes that the vectors take, working memory left out. */
  get byteLength(): number {
    return this.#table.byteLength;
  }

  has(id: number): boolean {
    return this.#rowOf.has(id);
  }

  ids(): readonly number[] {
    return this.#ids;
  }

  /** Adds vectors, `dimension` numbers each; an id that is there already gets the new vector. */
  append(ids: readonly number[], vectors: Float32Array): void {
    this.remove(ids);
    this.#table.append(vectors);
    this.#note(ids);
  }

  /** Adds vectors as 8 bits hold them. */
  appendPacked(ids: readonly number[], packed: Int8Vectors): void {
    this.remove(ids);
    this.#table.appendPacked(packed);
    this.#note(ids);
  }

  /** Removes vectors; ids that are not there are passed over. */
  remove(ids: readonly number[]): void {
    for (const id of ids) {
      const row = this.#rowOf.get(id);
      if (row === undefined) continue;
      this.#rowOf.delete(id);
      const last = this.#ids.pop() ?? id;
      if (last !== id) {
        this.#table.move(this.#ids.length, row);
        this.#ids[row] = last;
        this.#rowOf.set(last, row);
      }
      this.#table.truncate(this.#ids.length);
    }
  }

  /** Copies a vector to `out`; false where the id is unknown. */
  read(id: number, out: Float32Array, offset = 0): boolean {
    const row = this.#rowOf.get(id);
    if (row === undefined) return false;
    this.#table.read(row, out, offset);
    return true;
  }

  /** The `k` best rows for each query (`dimension` numbers each), highest first. */
  nearest(queries: Float32Array, k: number): VectorHit[][] {
    const found: VectorHit[][] = [];
    this.#inBatches(queries, (batch, count) => {
      const bounds = this.#table.begin(batch, count);
      const searches = Array.from(bounds, (bound) => new Search(k, bound));
      this.#scanAll((products, from, to) => {
        searches.forEach((search, query) => search.take(products, query, from, to));
      });
      searches.forEach((search, query) => found.push(this.#settle(search, batch, query, k)));
    });
    return found;
  }

  /** Every row whose score is at least `threshold`, for each query, highest first. */
  above(queries: Float32Array, threshold: number): VectorHit[][] {
    const found: VectorHit[][] = [];
    this.#inBatches(queries, (batch, count) => {
      const bounds = this.#table.begin(batch, count);
      const rows = Array.from(bounds, (): number[] => []);
      this.#scanAll((products, from, to) => {
        rows.forEach((list, query) => {
          const least = threshold - (bounds[query] ?? 0);
          forScores(products, query, from, to, (row, score) => {
            if (score >= least) list.push(row);
          });
        });
      });
      rows.forEach((list, query) => {
        const hits = list.map((row) => this.#exactHit(row, batch, query));
        found.push(hits.filter(({ score }) => score >= threshold).sort(byScore));
      });
    });
    return found;
  }

  #note(ids: readonly number[]): void {
    for (const id of ids) {
      this.#rowOf.set(id, this.#ids.length);
      this.#ids.push(id);
    }
  }

  #inBatches(queries: Float32Array, use: (batch: Float32Array, count: number) => void): void {
    const size = this.dimension;
    const step = queriesAtOnce * size;
    for (let start = 0; start < queries.length; start += step) {
      const batch = queries.subarray(start, start + step);
      use(batch, batch.length / size);
    }
  }

  #scanAll(take: (products: Products, from: number, to: number) => void): void {
    for (let from = 0; from < this.size; from += rowsAtOnce) {
      const to = Math.min(from + rowsAtOnce, this.size);
      take(this.#table.scan(from, to), from, to);
    }
  }

  #settle(search: Search, batch: Float32Array, query: number, k: number): VectorHit[] {
    const best = new NearestHeap(k);
    for (const row of search.candidates()) {
      const { id, score } = this.#exactHit(row, batch, query);
      best.offer(id, score);
    }
    return best.sorted();
  }

  #exactHit(row: number, batch: Float32Array, query: number): VectorHit {
    const score = this.#table.exact(row, batch, query * this.dimension);
    return { id: this.#ids[row] ?? 0, score };
  }
}

const byScore = (a: VectorHit, b: VectorHit): number => b.score - a.score || a.id - b.id;

/** Rows that may be among the `k` best, given that rough scores are off by at most `bound`. */
class Search {
  readonly #best: NearestHeap;
  readonly #bound: number;
  #rows: number[] = [];
  #scores: number[] = [];

  constructor(k: number, bound: number) {
    this.#best = new NearestHeap(k);
    this.#bound = bound;
  }

  take(products: Products, query: number, from: number, to: number): void {
    const window = 2 * this.#bound;
    let floor = this.#best.floor;
    forScores(products, query, from, to, (row, score) => {
      if (score < floor - window) return;
      this.#rows.push(row);
      this.#scores.push(score);
      if (score <= floor) return;
      this.#best.offer(row, score);
      floor = this.#best.floor;
    });
  }

  candidates(): number[] {
    const least = this.#best.floor - 2 * this.#bound;
    return this.#rows.filter((_, at) => (this.#scores[at] ?? 0) >= least);
  }
}

function forScores(
  { values, rowScales, queryScales }: Products,
  query: number,
  from: number,
  to: number,
  take: (row: number, score: number) => void,
): void {
  const start = query * (to - from);
  const factor = queryScales?.[query] ?? 1;
  for (let row = from; row < to; row += 1) {
    const scale = rowScales === null ? 1 : (rowScales[row] ?? 0);
    take(row, (values[start + row - from] ?? 0) * scale * factor);
  }
}
