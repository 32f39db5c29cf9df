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

let scratch = new Int32Array(256);

/**
 * Calls `visit` for every token in the prefix of each row. A member of n tokens that shares o with
 * another text shares one that is among the n − o + 1 rarest of both; the index therefore needs
 * only the first n − o + 1 places, with o the least that any text asks of this member. A repeated
 * token counts at its first place. Source: prefix filtering, Chaudhuri et al. 2006; Bayardo et al.
 * 2007; with positions, Xiao et al. 2008.
 */
export function eachPrefixToken(
  pool: FlatPool,
  rows: Iterable<number>,
  order: TokenOrder,
  bounds: BoundsTable,
  visit: (row: number, token: number, place: number, length: number) => void,
): void {
  for (const row of rows) {
    const length = pool.lengths[row] ?? 0;
    if (length === 0) continue;
    const start = pool.starts[row] ?? 0;
    scratch = grownInt32(scratch, length);
    for (let i = 0; i < length; i += 1) scratch[i] = pool.tokens[start + i] ?? 0;
    order.toSortedRanks(scratch, length);
    const last = length - bounds.leastOfAny(length);
    for (let place = 0; place <= last; place += 1) {
      const rank = scratch[place] ?? 0;
      if (place > 0 && rank === scratch[place - 1]) continue;
      visit(row, order.tokenOf(rank), place, length);
    }
  }
}
