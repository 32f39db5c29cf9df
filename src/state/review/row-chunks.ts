import { firstRows, type TaskRow } from '#core/contracts/pool-api.ts';

/** Rows are fetched so many at a time; the first of them come with a result. */
export const chunkRows = firstRows;
// About 4,000 rows: many screens up and down, and still little memory.
const chunksKept = 64;

/** The rows of one result that have come so far. */
export class RowChunks {
  readonly #chunks = new Map<number, readonly TaskRow[]>();
  readonly #underWay = new Map<number, Promise<void>>();

  has(chunk: number): boolean {
    return this.#chunks.has(chunk);
  }

  row(index: number): TaskRow | undefined {
    return this.#chunks.get(Math.floor(index / chunkRows))?.[index % chunkRows];
  }

  /** Runs what fetches a chunk, or waits for it where it runs already. */
  fetchOnce(chunk: number, fetch: () => Promise<void>): Promise<void> {
    const underWay = this.#underWay.get(chunk);
    if (underWay !== undefined) return underWay;
    const fetched = fetch().finally(() => this.#underWay.delete(chunk));
    this.#underWay.set(chunk, fetched);
    return fetched;
  }

  /** Keeps a chunk; of too many the one farthest from it goes. */
  put(chunk: number, rows: readonly TaskRow[]): void {
    this.#chunks.set(chunk, rows);
    if (this.#chunks.size <= chunksKept) return;
    const farthest = [...this.#chunks.keys()].reduce((worst, other) =>
      Math.abs(other - chunk) > Math.abs(worst - chunk) ? other : worst,
    );
    this.#chunks.delete(farthest);
  }
}

/** The chunks that hold the rows from `first` to `end` (exclusive) of a result with `count` rows. */
export function chunksOf(first: number, end: number, count: number): number[] {
  const low = Math.max(0, Math.floor(first / chunkRows));
  const high = Math.floor((Math.min(end, count) - 1) / chunkRows);
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i);
}
