import { bitCount } from './bit-pattern.ts';
import type { FlatPool } from './flat-pool.ts';
import { grownInt32 } from './grow.ts';

/** One of 32 bits for a token, spread by Fibonacci hashing. */
const bitOf = (token: number): number => 1 << (Math.imul(token, 0x9e3779b1) >>> 27);

/**
 * One 32-bit word a row with a bit for each of its tokens. Every bit that one text has and another
 * lacks stands for at least one token that they do not share, so two words tell that two texts
 * can't be near without reading either: |a ∩ b| ≤ |a| − bits(a ∧ ¬b), and the same the other way.
 */
export class Signatures {
  readonly #pool: FlatPool;
  words = new Int32Array(0);
  /** Of the text set last: its word, and how many of its tokens are in no member. */
  asked = 0;
  unknown = 0;

  constructor(pool: FlatPool) {
    this.#pool = pool;
  }

  /** Adds the rows from `first` on. */
  add(first: number): void {
    const { tokens, starts, lengths, rows } = this.#pool;
    this.words = grownInt32(this.words, rows);
    for (let row = first; row < rows; row += 1) {
      const start = starts[row] ?? 0;
      const end = start + (lengths[row] ?? 0);
      let word = 0;
      for (let i = start; i < end; i += 1) word |= bitOf(tokens[i] ?? 0);
      this.words[row] = word;
    }
  }

  /** Takes the text that rows are compared with next. */
  ask(tokens: Int32Array, length: number): void {
    this.asked = 0;
    this.unknown = 0;
    for (let i = 0; i < length; i += 1) {
      const token = tokens[i] ?? -1;
      if (token < 0) this.unknown += 1;
      else this.asked |= bitOf(token);
    }
  }

  /**
   * Whether a row may share all but `spareRow` of its own tokens and all but `spareAsked` of the
   * text's.
   */
  mayShare(row: number, spareRow: number, spareAsked: number): boolean {
    const word = this.words[row] ?? 0;
    return (
      bitCount(word & ~this.asked) <= spareRow &&
      bitCount(this.asked & ~word) + this.unknown <= spareAsked
    );
  }
}
