import { Candidates } from './candidates.ts';
import type { FlatPool } from './flat-pool.ts';
import { FrozenPostings } from './frozen-postings.ts';
import type { BoundsTable, LengthBounds } from './length-bounds.ts';
import { Question } from './question.ts';
import { RecentPostings } from './recent-postings.ts';

/** Rows kept in linked lists before they are sorted: an eighth of all, within these limits. */
const leastRecent = 1024;
const mostRecent = 8192;

/**
 * Finds the few members that may be near enough to a text. Exact: what it leaves out cannot be
 * (see `PostingList`, `Question` and `Signatures` for the bounds). Sorted stretches of rows, each
 * with an order of tokens of its own, grow like a counter's digits: a stretch is joined with the
 * one before it while that is less than three times as long.
 */
export class PrefixIndex {
  readonly #pool: FlatPool;
  readonly #bounds: BoundsTable;
  readonly #frozen: FrozenPostings[] = [];
  readonly #recent = new RecentPostings();
  readonly #candidates: Candidates;
  /** Rows that are in sorted stretches. */
  #frozenRows = 0;

  /** Over the rows that are in the pool. */
  constructor(pool: FlatPool, vocabulary: number, bounds: BoundsTable) {
    this.#pool = pool;
    this.#bounds = bounds;
    this.#candidates = new Candidates(pool);
    this.add(0, vocabulary);
  }

  get byteLength(): number {
    return this.#frozen.reduce(
      (sum, one) => sum + one.byteLength,
      this.#recent.byteLength + this.#candidates.byteLength,
    );
  }

  /** The rows that the last `probe` found, the first `foundCount` of them. */
  get found(): Uint32Array {
    return this.#candidates.rows;
  }

  get foundCount(): number {
    return this.#candidates.count;
  }

  /** Adds the rows from `first` on, which must be in the pool already. */
  add(first: number, vocabulary: number): void {
    this.#candidates.add(first);
    const recent = this.#pool.rows - this.#frozenRows;
    const room = Math.min(Math.max(leastRecent, this.#frozenRows / 8), mostRecent);
    if (recent > room) this.#freeze(vocabulary);
    else {
      for (let row = first; row < this.#pool.rows; row += 1) {
        this.#recent.add(this.#pool, row, this.#bounds);
      }
    }
  }

  /** Collects in `found` every row that may be near enough to a text of `length` tokens. */
  probe(tokens: Int32Array, length: number, bounds: LengthBounds): void {
    this.#candidates.begin(tokens, length);
    for (const part of this.#frozen) {
      part.probe(tokens, length, new Question(length, bounds), this.#candidates);
    }
    this.#recent.probe(tokens, length, new Question(length, bounds), this.#candidates);
  }

  #freeze(vocabulary: number): void {
    const to = this.#pool.rows;
    let from = this.#frozenRows;
    for (let last = this.#frozen.at(-1); last !== undefined; last = this.#frozen.at(-1)) {
      if (last.to - last.from >= 3 * (to - from)) break;
      from = last.from;
      this.#frozen.pop();
    }
    this.#frozen.push(new FrozenPostings(this.#pool, from, to, vocabulary, this.#bounds));
    this.#frozenRows = to;
    this.#recent.clear();
  }
}
