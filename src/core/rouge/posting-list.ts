import type { FlatPool } from './flat-pool.ts';
import { grownInt32, grownUint16, grownUint32 } from './grow.ts';
import type { BoundsTable } from './length-bounds.ts';
import { packPosting } from './posting.ts';
import { RankedTokens } from './ranked-tokens.ts';
import type { TokenOrder } from './token-order.ts';

const ranked = new RankedTokens();

/**
 * Postings in the order in which they are made. A member of n tokens that shares o with another
 * text shares one that is among the n − o + 1 rarest of both; a row is therefore listed under its
 * first n − o + 1 tokens only, with o the least that any text asks of it. A repeated token counts
 * at its first place. Source: prefix filtering, Chaudhuri et al. 2006; Bayardo et al. 2007; with
 * positions, Xiao et al. 2008.
 */
export class PostingList {
  ranks: Int32Array<ArrayBuffer>;
  rows: Uint32Array<ArrayBuffer>;
  packed: Uint16Array<ArrayBuffer>;
  count = 0;

  /** With room for so many postings to begin with. */
  constructor(room: number) {
    this.ranks = new Int32Array(room);
    this.rows = new Uint32Array(room);
    this.packed = new Uint16Array(room);
  }

  addRow(pool: FlatPool, row: number, order: TokenOrder, bounds: BoundsTable): void {
    const length = pool.lengths[row] ?? 0;
    if (length === 0) return;
    ranked.set(pool.tokens, pool.starts[row] ?? 0, length, order);
    this.ranks = grownInt32(this.ranks, this.count + length);
    this.rows = grownUint32(this.rows, this.count + length);
    this.packed = grownUint16(this.packed, this.count + length);
    const last = length - bounds.leastOfAny(length);
    for (let place = 0; place <= last; place += 1) {
      if (ranked.isRepeat(place)) continue;
      this.ranks[this.count] = ranked.rankAt(place);
      this.rows[this.count] = row;
      this.packed[this.count] = packPosting(length, place, ranked.positionAt(place));
      this.count += 1;
    }
  }

  /** The postings by rank, then packed value, and where each of `ranks` ranks starts. */
  sorted(ranks: number): { starts: Uint32Array; rows: Uint32Array; packed: Uint16Array } {
    const byPacked = countingOrder(this.packed, this.count, 0x10000).order;
    const { starts, order } = countingOrder(this.ranks, this.count, ranks, byPacked);
    const rows = new Uint32Array(this.count);
    const packed = new Uint16Array(this.count);
    for (let i = 0; i < this.count; i += 1) {
      const at = order[i] ?? 0;
      rows[i] = this.rows[at] ?? 0;
      packed[i] = this.packed[at] ?? 0;
    }
    return { starts, rows, packed };
  }
}

/** Positions of the first `count` keys, lowest key first; equal ones as `before` has them. */
function countingOrder(
  keys: Int32Array | Uint16Array,
  count: number,
  distinct: number,
  before?: Uint32Array,
): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(distinct + 1);
  for (let i = 0; i < count; i += 1) {
    const key = (keys[i] ?? 0) + 1;
    starts[key] = (starts[key] ?? 0) + 1;
  }
  for (let key = 1; key <= distinct; key += 1) {
    starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  }
  const next = starts.slice();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) {
    const at = before === undefined ? i : (before[i] ?? 0);
    const key = keys[at] ?? 0;
    const to = next[key] ?? 0;
    next[key] = to + 1;
    order[to] = at;
  }
  return { starts, order };
}
