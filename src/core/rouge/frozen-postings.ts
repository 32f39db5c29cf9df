import type { Candidates } from './candidates.ts';
import type { FlatPool } from './flat-pool.ts';
import type { BoundsTable } from './length-bounds.ts';
import { clippedLength, packedFrom, packPosting, unknownPosition } from './posting.ts';
import { PostingList } from './posting-list.ts';
import type { Question } from './question.ts';
import { RankedTokens } from './ranked-tokens.ts';
import { FrequencyOrder } from './token-order.ts';

const asked = new RankedTokens();

/** Postings of a stretch of rows, sorted by token and then as `packPosting` sorts; 6 bytes each. */
export class FrozenPostings {
  readonly from: number;
  readonly to: number;
  readonly #order: FrequencyOrder;
  /** Where the postings of each rank start, and one more. */
  readonly #starts: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #packed: Uint16Array;

  /** Over rows `from` to `to` (exclusive). */
  constructor(pool: FlatPool, from: number, to: number, vocabulary: number, bounds: BoundsTable) {
    this.from = from;
    this.to = to;
    this.#order = new FrequencyOrder(pool, from, to, vocabulary);
    const list = new PostingList(((pool.starts[to - 1] ?? 0) - (pool.starts[from] ?? 0)) >>> 1);
    for (let row = from; row < to; row += 1) list.addRow(pool, row, this.#order, bounds);
    const sorted = list.sorted(vocabulary);
    this.#starts = sorted.starts;
    this.#rows = sorted.rows;
    this.#packed = sorted.packed;
  }

  get byteLength(): number {
    const lists = this.#starts.byteLength + this.#rows.byteLength + this.#packed.byteLength;
    return lists + this.#order.byteLength;
  }

  /** Hands over every row that shares a rare enough token with the text and passes the bounds. */
  probe(tokens: Int32Array, length: number, question: Question, found: Candidates): void {
    asked.set(tokens, 0, length, this.#order);
    for (let place = 0; place < length; place += 1) {
      if (!question.advance(place, asked.positionAt(place))) return;
      const rank = asked.rankAt(place);
      if (rank >= 0 && !asked.isRepeat(place)) this.#scan(rank, question, found);
    }
  }

  #scan(rank: number, question: Question, found: Candidates): void {
    const { highest } = question;
    const end = this.#starts[rank + 1] ?? 0;
    let at = this.#seek(this.#starts[rank] ?? 0, end, packedFrom(question.bounds.lowest));
    while (at < end) {
      const n = (this.#packed[at] ?? 0) >>> 10;
      if (n > highest) return;
      if (n === clippedLength) at = this.#takeLong(at, end, question, found);
      else at = this.#takeLength(at, end, n, question, found);
    }
  }

  /** Goes through the postings of rows of n tokens; returns where those of longer ones start. */
  #takeLength(at: number, end: number, n: number, question: Question, found: Candidates): number {
    question.setLength(n);
    const { firstPosition, lastPosition, least } = question;
    const packed = this.#packed;
    const spare = n - least;
    const spareAsked = question.length - least;
    const lastPassing = packPosting(n, question.lastPlace, unknownPosition);
    let next = at;
    for (; next < end; next += 1) {
      const posting = packed[next] ?? 0;
      if (posting > lastPassing) break;
      const j = posting & unknownPosition;
      if (j !== unknownPosition && (j < firstPosition || j > lastPosition)) continue;
      found.take(this.#rows[next] ?? 0, spare, spareAsked);
    }
    const isOver = next >= end || (packed[next] ?? 0) >>> 10 > n;
    return isOver ? next : this.#seek(next, end, packedFrom(n + 1));
  }

  /** Rows whose postings don't tell how long they are. */
  #takeLong(at: number, end: number, question: Question, found: Candidates): number {
    for (let next = at; next < end; next += 1) found.takeLong(this.#rows[next] ?? 0, question);
    return end;
  }

  /** First place from `from` on whose posting is at least `wanted`. */
  #seek(from: number, to: number, wanted: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#packed[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
