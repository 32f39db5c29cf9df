import type { FlatPool } from './flat-pool.ts';
import { clip, eachPrefixToken, packPosting } from './posting.ts';
import type { BoundsTable } from './length-bounds.ts';
import type { TokenOrder } from './token-order.ts';

/**
 * Postings of all rows that stood when the index was built: for each token the rows that hold it
 * in their prefix, shortest first. Six bytes a posting.
 */
export class FrozenPostings {
  /** Where each token's postings start, and one more. */
  readonly #starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly packed: Uint16Array;

  constructor(pool: FlatPool, order: TokenOrder, bounds: BoundsTable) {
    const byLength = rowsByLength(pool);
    const starts = new Uint32Array(order.known + 2);
    eachPrefixToken(pool, byLength, order, bounds, (_, token) => {
      starts[token + 2] = (starts[token + 2] ?? 0) + 1;
    });
    for (let t = 2; t < starts.length; t += 1) starts[t] = (starts[t] ?? 0) + (starts[t - 1] ?? 0);
    this.rows = new Uint32Array(starts[order.known + 1] ?? 0);
    this.packed = new Uint16Array(this.rows.length);
    eachPrefixToken(pool, byLength, order, bounds, (row, token, place, length) => {
      const at = starts[token + 1] ?? 0;
      starts[token + 1] = at + 1;
      this.rows[at] = row;
      this.packed[at] = packPosting(length, place);
    });
    this.#starts = starts;
  }

  get byteLength(): number {
    return this.#starts.byteLength + this.rows.byteLength + this.packed.byteLength;
  }

  /** First posting of a token. */
  startOf(token: number): number {
    return token >= 0 ? (this.#starts[token] ?? this.rows.length) : 0;
  }

  /** One past the last posting of a token. */
  endOf(token: number): number {
    return token >= 0 ? (this.#starts[token + 1] ?? this.rows.length) : 0;
  }

  /** First posting of a token whose member has at least `length` tokens. */
  seek(token: number, length: number): number {
    let from = this.startOf(token);
    let to = this.endOf(token);
    const wanted = clip(length) << 8;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.packed[middle] ?? 0) < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** Rows that are not removed, shortest first, by counting sort. */
function rowsByLength(pool: FlatPool): Uint32Array {
  const starts = new Uint32Array(pool.longest + 2);
  for (let row = 0; row < pool.rows; row += 1) {
    const at = (pool.lengths[row] ?? 0) + 1;
    starts[at] = (starts[at] ?? 0) + 1;
  }
  for (let n = 1; n < starts.length; n += 1) starts[n] = (starts[n] ?? 0) + (starts[n - 1] ?? 0);
  const removed = starts[1] ?? 0;
  const sorted = new Uint32Array(pool.rows);
  for (let row = 0; row < pool.rows; row += 1) {
    const length = pool.lengths[row] ?? 0;
    const at = starts[length] ?? 0;
    starts[length] = at + 1;
    sorted[at] = row;
  }
  return sorted.subarray(removed);
}
