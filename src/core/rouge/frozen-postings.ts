import type { FlatPool } from './flat-pool.ts';
import { grownInt32, grownUint16, grownUint32 } from './grow.ts';
import { clip, packPosting, type PrefixReader } from './posting.ts';

/**
 * Postings of all rows that stood when the index was built: for each token the rows that hold it
 * in their prefix, shortest first. Six bytes a posting.
 */
export class FrozenPostings {
  /** Where each token's postings start, and one more. */
  readonly #starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly packed: Uint16Array;

  constructor(pool: FlatPool, known: number, reader: PrefixReader) {
    const found = readAll(pool, reader);
    const starts = new Uint32Array(known + 2);
    for (let i = 0; i < found.count; i += 1) {
      const at = (found.tokens[i] ?? 0) + 2;
      starts[at] = (starts[at] ?? 0) + 1;
    }
    for (let t = 2; t < starts.length; t += 1) starts[t] = (starts[t] ?? 0) + (starts[t - 1] ?? 0);
    this.rows = new Uint32Array(found.count);
    this.packed = new Uint16Array(found.count);
    for (let i = 0; i < found.count; i += 1) {
      const token = found.tokens[i] ?? 0;
      const at = starts[token + 1] ?? 0;
      starts[token + 1] = at + 1;
      this.rows[at] = found.rows[i] ?? 0;
      this.packed[at] = found.packed[i] ?? 0;
    }
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

interface Found {
  readonly tokens: Int32Array;
  readonly rows: Uint32Array;
  readonly packed: Uint16Array;
  readonly count: number;
}

/** The postings of all rows, shortest rows first. */
function readAll(pool: FlatPool, reader: PrefixReader): Found {
  let tokens = new Int32Array(pool.tokensUsed >>> 1);
  let rows = new Uint32Array(tokens.length);
  let packed = new Uint16Array(tokens.length);
  let count = 0;
  const byLength = rowsByLength(pool);
  for (let r = 0; r < byLength.length; r += 1) {
    const row = byLength[r] ?? 0;
    const length = pool.lengths[row] ?? 0;
    reader.read(row);
    tokens = grownInt32(tokens, count + reader.count);
    rows = grownUint32(rows, count + reader.count);
    packed = grownUint16(packed, count + reader.count);
    for (let i = 0; i < reader.count; i += 1, count += 1) {
      tokens[count] = reader.tokens[i] ?? 0;
      rows[count] = row;
      packed[count] = packPosting(length, reader.places[i] ?? 0);
    }
  }
  return { tokens, rows, packed, count };
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
