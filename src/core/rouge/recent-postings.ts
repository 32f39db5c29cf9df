import type { Candidates } from './candidates.ts';
import type { FlatPool } from './flat-pool.ts';
import { grownInt32 } from './grow.ts';
import type { BoundsTable } from './length-bounds.ts';
import { clippedLength, unknownPosition } from './posting.ts';
import { PostingList } from './posting-list.ts';
import type { Question } from './question.ts';
import { RankedTokens } from './ranked-tokens.ts';
import { newestFirst } from './token-order.ts';

const asked = new RankedTokens();

/** Postings of the rows added last: a linked list for each token, newest first. */
export class RecentPostings {
  #list = new PostingList(64);
  #heads = new Int32Array(0);
  #next = new Int32Array(0);

  get byteLength(): number {
    return this.#heads.byteLength + 10 * this.#list.rows.length + this.#next.byteLength;
  }

  add(pool: FlatPool, row: number, bounds: BoundsTable): void {
    const list = this.#list;
    const first = list.count;
    list.addRow(pool, row, newestFirst, bounds);
    this.#next = grownInt32(this.#next, list.count);
    for (let at = first; at < list.count; at += 1) {
      const token = newestFirst.rankOf(list.ranks[at] ?? 0);
      this.#heads = grownInt32(this.#heads, token + 1, -1);
      this.#next[at] = this.#heads[token] ?? -1;
      this.#heads[token] = at;
    }
  }

  /** Lets go of all postings. */
  clear(): void {
    const { ranks } = this.#list;
    for (let at = 0; at < this.#list.count; at += 1) {
      this.#heads[newestFirst.rankOf(ranks[at] ?? 0)] = -1;
    }
    this.#list.count = 0;
  }

  /** Hands over every row that shares a rare enough token with the text and passes the bounds. */
  probe(tokens: Int32Array, length: number, question: Question, found: Candidates): void {
    if (this.#list.count === 0) return;
    asked.set(tokens, 0, length, newestFirst);
    for (let place = 0; place < length; place += 1) {
      if (!question.advance(place, asked.positionAt(place))) return;
      const rank = asked.rankAt(place);
      if (rank >= 0 && !asked.isRepeat(place)) {
        this.#scan(newestFirst.rankOf(rank), question, found);
      }
    }
  }

  #scan(token: number, question: Question, found: Candidates): void {
    const { rows, packed } = this.#list;
    const { highest, bounds } = question;
    const head = token < this.#heads.length ? (this.#heads[token] ?? -1) : -1;
    for (let at = head; at >= 0; at = this.#next[at] ?? -1) {
      const posting = packed[at] ?? 0;
      const n = posting >>> 10;
      if (n === clippedLength) found.takeLong(rows[at] ?? 0, question);
      else if (n >= bounds.lowest && n <= highest) {
        question.setLength(n);
        if (passes(posting, question)) {
          found.take(rows[at] ?? 0, n - question.least, question.length - question.least);
        }
      }
    }
  }
}

/** Whether place and position leave enough tokens to share on both sides. */
function passes(posting: number, question: Question): boolean {
  const j = posting & unknownPosition;
  return (
    ((posting >>> 5) & 31) <= question.lastPlace &&
    (j === unknownPosition || (j >= question.firstPosition && j <= question.lastPosition))
  );
}
