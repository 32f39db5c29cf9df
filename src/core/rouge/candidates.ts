import type { FlatPool } from './flat-pool.ts';
import { grownUint32, grownUint8 } from './grow.ts';
import type { Question } from './question.ts';
import { Signatures } from './signatures.ts';

/** Collects the rows that may be near a text, each once, after a look at their signatures. */
export class Candidates {
  readonly #pool: FlatPool;
  readonly #signatures: Signatures;
  /** The round in which a row was taken last, modulo 255. */
  #seen = new Uint8Array(0);
  #round = 0;
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
  begin(tokens: Int32Array, length: number): void {
    this.#signatures.ask(tokens, length);
    this.#seen = grownUint8(this.#seen, this.#pool.rows);
    this.count = 0;
    this.#round += 1;
    if (this.#round < 256) return;
    this.#seen.fill(0);
    this.#round = 1;
  }

  /** Takes a row that may do without `spare` of its tokens and `spareAsked` of the text's. */
  take(row: number, spare: number, spareAsked: number): void {
    if (!this.#signatures.mayShare(row, spare, spareAsked)) return;
    if (this.#seen[row] === this.#round) return;
    this.#seen[row] = this.#round;
    this.rows = grownUint32(this.rows, this.count + 1);
    this.rows[this.count] = row;
    this.count += 1;
  }

  /** Takes a row whose length is not known, if it is one that can be near enough. */
  takeLong(row: number, { bounds, highest, length }: Question): void {
    const n = this.#pool.lengths[row] ?? 0;
    const least = bounds.need[n] ?? 0;
    if (n >= bounds.lowest && n <= highest) this.take(row, n - least, length - least);
  }
}
