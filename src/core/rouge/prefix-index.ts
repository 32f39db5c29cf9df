import type { FlatPool } from './flat-pool.ts';
import { FrozenPostings } from './frozen-postings.ts';
import { grownInt32, grownUint32, grownUint8 } from './grow.ts';
import type { BoundsTable, LengthBounds } from './length-bounds.ts';
import { clipped, PrefixReader } from './posting.ts';
import { RecentPostings } from './recent-postings.ts';
import { Signatures } from './signatures.ts';
import { TokenOrder } from './token-order.ts';

/** The index is built anew once this many rows and a third of the pool were added since. */
const leastRebuild = 512;

/**
 * Finds the few members that may be near enough to a text. Exact: what it leaves out cannot be
 * (see `posting.ts` for the bound). Rows must be in the pool before they are added here.
 */
export class PrefixIndex {
  readonly #pool: FlatPool;
  readonly #bounds: BoundsTable;
  #order: TokenOrder;
  #reader: PrefixReader;
  #frozen: FrozenPostings;
  readonly #signatures: Signatures;
  #recent = new RecentPostings();
  #frozenRows = 0;
  #addedRows = 0;
  #ranks = new Int32Array(256);
  /** The round in which a row was found last, modulo 255, so that it is found once. */
  #seen = new Uint8Array(0);
  #round = 0;
  /** Tokens of the text that is asked about. */
  #asked = 0;
  /** The rows that the last `probe` found. */
  found = new Uint32Array(1024);
  foundCount = 0;

  constructor(pool: FlatPool, vocabulary: number, bounds: BoundsTable) {
    this.#pool = pool;
    this.#bounds = bounds;
    this.#order = new TokenOrder(pool, vocabulary);
    this.#reader = new PrefixReader(pool, this.#order, bounds);
    this.#frozen = new FrozenPostings(pool, this.#order.known, this.#reader);
    this.#signatures = new Signatures(pool);
    this.#signatures.add(0);
    this.#frozenRows = pool.rows;
  }

  get byteLength(): number {
    return (
      this.#frozen.byteLength +
      this.#recent.byteLength +
      this.#signatures.words.byteLength +
      this.#seen.byteLength
    );
  }

  /** Adds the rows from `first` on. */
  add(first: number, vocabulary: number): void {
    const added = this.#pool.rows - first;
    this.#addedRows += added;
    if (this.#addedRows > Math.max(leastRebuild, this.#frozenRows / 3)) {
      this.#signatures.add(first);
      this.#rebuild(vocabulary);
      return;
    }
    this.#signatures.add(first);
    for (let row = first; row < this.#pool.rows; row += 1) {
      const length = this.#pool.lengths[row] ?? 0;
      this.#reader.read(row);
      for (let i = 0; i < this.#reader.count; i += 1) {
        this.#recent.add(row, this.#reader.tokens[i] ?? 0, this.#reader.places[i] ?? 0, length);
      }
    }
  }

  /** Orders tokens and postings anew over what is in the pool now. */
  #rebuild(vocabulary: number): void {
    this.#order = new TokenOrder(this.#pool, vocabulary);
    this.#reader = new PrefixReader(this.#pool, this.#order, this.#bounds);
    this.#frozen = new FrozenPostings(this.#pool, this.#order.known, this.#reader);
    this.#recent = new RecentPostings();
    this.#frozenRows = this.#pool.rows;
    this.#addedRows = 0;
  }

  /** Collects in `found` every row that may be near enough to a text of `length` tokens. */
  probe(tokens: Int32Array, length: number, bounds: LengthBounds): void {
    this.#begin(tokens, length);
    let highest = bounds.highest;
    for (let place = 0; place < length; place += 1) {
      // A match first seen here leaves `length − place` tokens to share.
      while (highest >= bounds.lowest && (bounds.need[highest] ?? 0) > length - place) highest -= 1;
      if (highest < bounds.lowest) return;
      const rank = this.#ranks[place] ?? 0;
      if (place > 0 && rank === this.#ranks[place - 1]) continue;
      const token = this.#order.tokenOf(rank);
      if (token < 0) continue;
      this.#probeFrozen(token, bounds, highest);
      this.#probeRecent(token, bounds, highest);
    }
  }

  #begin(tokens: Int32Array, length: number): void {
    this.#ranks = grownInt32(this.#ranks, length);
    this.#ranks.set(tokens.subarray(0, length));
    this.#order.toSortedRanks(this.#ranks, length);
    this.#signatures.ask(tokens, length);
    this.#asked = length;
    this.#seen = grownUint8(this.#seen, this.#pool.rows);
    this.foundCount = 0;
    this.#round += 1;
    if (this.#round < 256) return;
    this.#seen.fill(0);
    this.#round = 1;
  }

  #probeFrozen(token: number, bounds: LengthBounds, highest: number): void {
    const { rows, packed } = this.#frozen;
    const { need } = bounds;
    const end = this.#frozen.endOf(token);
    for (let at = this.#frozen.seek(token, bounds.lowest); at < end; at += 1) {
      const posting = packed[at] ?? 0;
      const n = posting >>> 8;
      if (n > highest) return;
      if (n === clipped) this.#takeLong(rows[at] ?? 0, bounds, highest);
      else {
        const least = need[n] ?? 0;
        if ((posting & clipped) <= n - least) this.#take(rows[at] ?? 0, n, least);
      }
    }
  }

  #probeRecent(token: number, bounds: LengthBounds, highest: number): void {
    const { rows, packed, next } = this.#recent;
    for (let at = this.#recent.headOf(token); at >= 0; at = next[at] ?? -1) {
      const posting = packed[at] ?? 0;
      const n = posting >>> 8;
      if (n === clipped) this.#takeLong(rows[at] ?? 0, bounds, highest);
      else if (n < bounds.lowest || n > highest) continue;
      else {
        const least = bounds.need[n] ?? 0;
        if ((posting & clipped) <= n - least) this.#take(rows[at] ?? 0, n, least);
      }
    }
  }

  /** A member too long for its posting to say how long. */
  #takeLong(row: number, bounds: LengthBounds, highest: number): void {
    const length = this.#pool.lengths[row] ?? 0;
    if (length < bounds.lowest || length > highest) return;
    this.#take(row, length, bounds.need[length] ?? 0);
  }

  #take(row: number, n: number, least: number): void {
    if (!this.#signatures.mayShare(row, n - least, this.#asked - least)) return;
    if (this.#seen[row] === this.#round) return;
    this.#seen[row] = this.#round;
    this.found = grownUint32(this.found, this.foundCount + 1);
    this.found[this.foundCount] = row;
    this.foundCount += 1;
  }
}
