import { stepTo } from './grow.ts';
import type { PoolMemory } from './pool-memory.ts';

/**
 * Token numbers of all rows, one after the other, in one buffer:
 * `starts` (uint32 a row), `lengths` (uint32 a row; 0 = removed), `tokens` (uint32 each).
 * Rows are only ever added at the end; the views are replaced when the buffer grows.
 */
export class FlatPool {
  readonly #memory: PoolMemory;
  /** Rows and tokens that fit. */
  #rowRoom = 0;
  #tokenRoom = 0;
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

  /** Lengths of all rows ever added, each once. */
  readonly lengthsSeen = new Set<number>();

  /** Bytes from the start of the buffer that the pool may use; what comes after is free. */
  get byteLength(): number {
    return 4 * (2 * this.#rowRoom + this.#tokenRoom);
  }

  /** Makes room, so that adding `rows` more rows of `tokens` tokens together moves nothing. */
  reserve(rows: number, tokens: number): void {
    const needRows = this.rows + rows;
    const needTokens = this.tokensUsed + tokens;
    if (needRows <= this.#rowRoom && needTokens <= this.#tokenRoom) return;
    this.#layOut(stepTo(this.#rowRoom, needRows), stepTo(this.#tokenRoom, needTokens));
  }

  /** Adds a row of the first `count` numbers in `tokens`; returns its position. */
  add(tokens: Int32Array, count: number): number {
    this.reserve(1, count);
    const row = this.rows;
    this.starts[row] = this.tokensUsed;
    this.lengths[row] = count;
    for (let i = 0; i < count; i += 1) this.tokens[this.tokensUsed + i] = tokens[i] ?? 0;
    this.tokensUsed += count;
    this.rows += 1;
    if (count > this.longest) this.longest = count;
    if (count > 0) this.lengthsSeen.add(count);
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

  /** Where the arrays stand, in bytes. */
  get addresses(): { starts: number; lengths: number; tokens: number } {
    return { starts: 0, lengths: 4 * this.#rowRoom, tokens: 8 * this.#rowRoom };
  }

  /** The whole buffer, at least `bytes` long, for tables behind the pool. */
  words(bytes: number): Uint32Array<ArrayBuffer> {
    const buffer = this.#memory.resize(bytes);
    if (buffer !== this.starts.buffer) this.#view(buffer);
    return new Uint32Array(buffer, 0, Math.floor(buffer.byteLength / 4));
  }

  #layOut(rowRoom: number, tokenRoom: number): void {
    const lengthsAt = this.#rowRoom;
    const tokensAt = 2 * this.#rowRoom;
    const buffer = this.#memory.resize(4 * (2 * rowRoom + tokenRoom));
    // From the back to the front: every array moves up or stays, so none is overwritten unread.
    const words = new Uint32Array(buffer);
    words.copyWithin(2 * rowRoom, tokensAt, tokensAt + this.tokensUsed);
    words.copyWithin(rowRoom, lengthsAt, lengthsAt + this.rows);
    this.#rowRoom = rowRoom;
    this.#tokenRoom = tokenRoom;
    this.#view(buffer);
  }

  /** Memory that grows leaves its old buffer dead, and its views with a length of 0. */
  #view(buffer: ArrayBuffer): void {
    this.starts = new Uint32Array(buffer, 0, this.#rowRoom);
    this.lengths = new Uint32Array(buffer, 4 * this.#rowRoom, this.#rowRoom);
    this.tokens = new Uint32Array(buffer, 8 * this.#rowRoom, this.#tokenRoom);
  }
}
