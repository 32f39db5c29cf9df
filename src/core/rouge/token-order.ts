import type { FlatPool } from './flat-pool.ts';

/** Smallest first, in place; lists are a handful long. */
function insertionSort(list: Int32Array, count: number): void {
  for (let i = 1; i < count; i += 1) {
    const value = list[i] ?? 0;
    let j = i - 1;
    for (; j >= 0 && (list[j] ?? 0) > value; j -= 1) list[j + 1] = list[j] ?? 0;
    list[j + 1] = value;
  }
}

/**
 * A total order of tokens, rare ones first, fixed while an index stands: rank by how often a token
 * occurred when the order was made. Tokens that came later are rarer than all, newest first; so
 * are those that no member has (−1), which all count as one and match nothing.
 */
export class TokenOrder {
  readonly #rankOf: Int32Array;
  readonly #tokenAt: Int32Array;

  constructor(pool: FlatPool, vocabulary: number) {
    const counts = new Int32Array(vocabulary);
    for (let row = 0; row < pool.rows; row += 1) {
      const start = pool.starts[row] ?? 0;
      const end = start + (pool.lengths[row] ?? 0);
      for (let i = start; i < end; i += 1) {
        const token = pool.tokens[i] ?? 0;
        counts[token] = (counts[token] ?? 0) + 1;
      }
    }
    // Sorting keys count·2^26 + token in one typed array is several times faster than a comparator.
    const keys = Float64Array.from(counts, (count, token) => count * 0x4000000 + token).sort();
    this.#tokenAt = Int32Array.from(keys, (key) => key % 0x4000000);
    this.#rankOf = new Int32Array(vocabulary);
    this.#tokenAt.forEach((token, rank) => (this.#rankOf[token] = rank));
  }

  /** Tokens that were known when the order was made. */
  get known(): number {
    return this.#rankOf.length;
  }

  /** Replaces the first `count` token numbers by ranks, rarest (lowest) first. */
  toSortedRanks(tokens: Int32Array, count: number): void {
    for (let i = 0; i < count; i += 1) {
      const token = tokens[i] ?? 0;
      tokens[i] =
        token < 0 ? -0x80000000 : token < this.known ? (this.#rankOf[token] ?? 0) : -token;
    }
    if (count < 64) insertionSort(tokens, count);
    else tokens.subarray(0, count).sort();
  }

  /** The token of a rank, or −1 for the rank of tokens that no member has. */
  tokenOf(rank: number): number {
    if (rank >= 0) return this.#tokenAt[rank] ?? 0;
    return rank === -0x80000000 ? -1 : -rank;
  }
}
