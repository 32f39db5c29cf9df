import type { FlatPool } from './flat-pool.ts';

/**
 * A total order of tokens for prefix filtering: ranks from 0, the rarest tokens lowest. It need
 * not be the true order of frequency for the filter to be exact, only the same for both texts.
 */
export interface TokenOrder {
  /** −1 for tokens that no row has; they all rank lowest and match nothing. */
  rankOf(token: number): number;
}

/** Newest tokens first: without a count, what was seen last is most likely rare. */
export const newestFirst: TokenOrder = {
  rankOf: (token) => (token < 0 ? -1 : 0x3ffffff - token),
};

/** Tokens by how often they occur in a stretch of rows. */
export class FrequencyOrder implements TokenOrder {
  readonly #rankOf: Int32Array;

  constructor(pool: FlatPool, from: number, to: number, vocabulary: number) {
    const counts = new Int32Array(vocabulary);
    for (let row = from; row < to; row += 1) {
      const start = pool.starts[row] ?? 0;
      const end = start + (pool.lengths[row] ?? 0);
      for (let i = start; i < end; i += 1) {
        const token = pool.tokens[i] ?? 0;
        counts[token] = (counts[token] ?? 0) + 1;
      }
    }
    // Sorting keys count·2^26 + token in one typed array is several times faster than a comparator.
    const keys = new Float64Array(vocabulary);
    for (let token = 0; token < vocabulary; token += 1) {
      keys[token] = (counts[token] ?? 0) * 0x4000000 + token;
    }
    keys.sort();
    this.#rankOf = counts;
    for (let rank = 0; rank < vocabulary; rank += 1) {
      this.#rankOf[(keys[rank] ?? 0) % 0x4000000] = rank;
    }
  }

  get byteLength(): number {
    return this.#rankOf.byteLength;
  }

  rankOf(token: number): number {
    return token >= 0 && token < this.#rankOf.length ? (this.#rankOf[token] ?? -1) : -1;
  }
}
