import type { FlatPool } from './flat-pool.ts';
import { grownUint32, grownUint8 } from './grow.ts';
import type { LengthBounds } from './length-bounds.ts';
import { clippedLength } from './posting.ts';
import { Signatures } from './signatures.ts';

/** Collects the rows that may be near a text, each once, after a look at their signatures. */
export class Candidates {
  readonly #pool: FlatPool;
  readonly #signatures: Signatures;
  /** The round in which a row was taken last, modulo 255. */
  #seen = new Uint8Array(0);
  #round = 0;
  #length = 0;
  #bounds: LengthBounds | null = null;
  rows = new Uint32Array(1024);
  count = 0;

  constructor(pool: FlatPool) {
    this.#pool = pool;
    this.#signatures = new Signatures(pool);
  }

  get byteLength(): number {
    return this.#seen.byteLength + this.#signatures.words.byteLength;
  }

  /** Takes note of the rows from `first` on. */
  add(first: number): void {
    this.#signatures.add(first);
  }

  /** Starts over for a text. */
  begin(tokens: Int32Array, length: number, bounds: LengthBounds): void {
    this.#signatures.ask(tokens, length);
    this.#length = length;
    this.#bounds = bounds;
    this.#seen = grownUint8(this.#seen, this.#pool.rows);
    this.count = 0;
    this.#round += 1;
    if (this.#round < 256) return;
    this.#seen.fill(0);
    this.#round = 1;
  }

  /** Takes a row that a posting leads to, unless it is too short or long, or can't be near. */
  take(row: number, posting: number, highest: number): void {
    const packed = posting >>> 10;
    const n = packed === clippedLength ? (this.#pool.lengths[row] ?? 0) : packed;
    const least = this.#bounds?.need[n] ?? 0;
    // Only lengths that postings don't tell can still be out of bounds here.
    if (least === 0 || n > highest) return;
    if (!this.#signatures.mayShare(row, n - least, this.#length - least)) return;
    if (this.#seen[row] === this.#round) return;
    this.#seen[row] = this.#round;
    this.rows = grownUint32(this.rows, this.count + 1);
    this.rows[this.count] = row;
    this.count += 1;
  }
}
