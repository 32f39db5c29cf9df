import type { FlatPool } from './flat-pool.ts';
import { grownInt32 } from './grow.ts';
import type { BoundsTable } from './length-bounds.ts';
import type { TokenOrder } from './token-order.ts';

/** Lengths and places from here on are kept as this one number and looked up where they matter. */
export const clipped = 255;

export const clip = (value: number): number => (value < clipped ? value : clipped);

/** Length of a member and place of a token in its rarest-first order, in 16 bits. */
export const packPosting = (length: number, place: number): number =>
  (clip(length) << 8) | clip(place);

/**
 * Reads the tokens under which a row is indexed. A member of n tokens that shares o with another
 * text shares one that is among the n − o + 1 rarest of both; the index therefore needs only the
 * first n − o + 1 places, with o the least that any text asks of this member. A repeated token
 * counts at its first place. Source: prefix filtering, Chaudhuri et al. 2006; Bayardo et al. 2007;
 * with positions, Xiao et al. 2008.
 */
export class PrefixReader {
  readonly #pool: FlatPool;
  readonly #order: TokenOrder;
  readonly #bounds: BoundsTable;
  #ranks = new Int32Array(256);
  /** What the last `read` found: tokens and their places, the first `count` of each. */
  tokens = new Int32Array(256);
  places = new Int32Array(256);
  count = 0;

  constructor(pool: FlatPool, order: TokenOrder, bounds: BoundsTable) {
    this.#pool = pool;
    this.#order = order;
    this.#bounds = bounds;
  }

  read(row: number): void {
    const length = this.#pool.lengths[row] ?? 0;
    this.count = 0;
    if (length === 0) return;
    this.#sortRanks(this.#pool.starts[row] ?? 0, length);
    const last = length - this.#bounds.leastOfAny(length);
    for (let place = 0; place <= last; place += 1) {
      const rank = this.#ranks[place] ?? 0;
      if (place > 0 && rank === this.#ranks[place - 1]) continue;
      this.tokens[this.count] = this.#order.tokenOf(rank);
      this.places[this.count] = place;
      this.count += 1;
    }
  }

  #sortRanks(start: number, length: number): void {
    this.#ranks = grownInt32(this.#ranks, length);
    this.tokens = grownInt32(this.tokens, length);
    this.places = grownInt32(this.places, length);
    const { tokens } = this.#pool;
    for (let i = 0; i < length; i += 1) this.#ranks[i] = tokens[start + i] ?? 0;
    this.#order.toSortedRanks(this.#ranks, length);
  }
}
