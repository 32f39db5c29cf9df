import { stepTo } from './grow.ts';
import type { PoolMemory } from './pool-memory.ts';

/**
 * Token numbers of all rows, one after the other, in one buffer:
 * `starts` (uint32 a row), `lengths` (uint32 a row; 0 = removed), `tokens` (uint32 each).
 * Rows are only ever added at the end; the views are replaced when the buffer grows.
 */
export class FlatPool {
  readonly #memory: PoolMemory;
  starts = new Uint32Array(0);
  lengths = new Uint32Array(0);
  tokens = new Uint32Array(0);
  rows = 0;
  tokensUsed = 0;
  /** Tokens of the longest row ever added. */
  longest = 0;

  constructor(memory: PoolMemory) {
    this.#memory = memory;
  }

  /** Bytes from the start of the buffer that the pool may use; what comes after is free. */
  get byteLength(): number {
    return this.starts.byteLength + this.lengths.byteLength + this.tokens.byteLength;
  }

  /** Makes room, so that adding `rows` more rows of `tokens` tokens together moves nothing. */
  reserve(rows: number, tokens: number): void {
    const needRows = this.rows + rows;
    const needTokens = this.tokensUsed + tokens;
    if (needRows <= this.starts.length && needTokens <= this.tokens.length) return;
    this.#layOut(stepTo(this.starts.length, needRows), stepTo(this.tokens.length, needTokens));
  }

  /** Adds a row of the first `count` numbers in `tokens`; returns its position. */
  add(tokens: Int32Array, count: number): number {
    const room = this.starts.length > this.rows && this.tokens.length >= this.tokensUsed + count;
    if (!room) this.reserve(1, count);
    const row = this.rows;
    this.starts[row] = this.tokensUsed;
    this.lengths[row] = count;
    for (let i = 0; i < count; i += 1) this.tokens[this.tokensUsed + i] = tokens[i] ?? 0;
    this.tokensUsed += count;
    this.rows += 1;
    if (count > this.longest) this.longest = count;
    return row;
  }

  /** Takes back the rows from `rows` on. */
  truncate(rows: number): void {
    if (rows >= this.rows) return;
    this.tokensUsed = this.starts[rows] ?? 0;
    this.rows = rows;
  }

  markRemoved(row: number): void {
    this.lengths[row] = 0;
  }

  #layOut(rows: number, tokens: number): void {
    const buffer = this.#memory.resize(4 * (2 * rows + tokens));
    // From the back to the front: every array moves up or stays, so none is overwritten unread.
    const old = new Uint32Array(buffer);
    const lengthsAt = this.starts.length;
    const tokensAt = lengthsAt + this.lengths.length;
    old.copyWithin(2 * rows, tokensAt, tokensAt + this.tokensUsed);
    old.copyWithin(rows, lengthsAt, lengthsAt + this.rows);
    this.starts = new Uint32Array(buffer, 0, rows);
    this.lengths = new Uint32Array(buffer, 4 * rows, rows);
    this.tokens = new Uint32Array(buffer, 8 * rows, tokens);
  }
}
