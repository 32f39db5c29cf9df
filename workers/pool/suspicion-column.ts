import type { Facets, TaskQuery } from '#core/contracts/pool-api.ts';
import type { SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { suspicionIds } from '#core/suspicions/all-suspicions.ts';
import { bitOf, countBits, idsOfBits } from '#core/suspicions/check-task.ts';

const smallest = 1024;
/** Set once a task was checked, so that a task without suspicions is not checked for ever. */
const checked = 1 << 30;
const everything = checked - 1;

/** What looks wrong with every task, a bit a suspicion. Places as in `TaskColumns`. */
export class SuspicionColumn {
  #bits = new Int32Array(smallest);
  #checked = 0;

  /** How many tasks have an answer. */
  get checked(): number {
    return this.#checked;
  }

  /** Takes an answer; true where it is another one than before. */
  put(place: number, bits: number): boolean {
    this.#grow(place + 1);
    const before = this.#bits[place] ?? 0;
    if ((before & checked) === 0) this.#checked += 1;
    this.#bits[place] = bits | checked;
    return (before & everything) !== bits;
  }

  /** Forgets a task that went. */
  remove(place: number): void {
    if (((this.#bits[place] ?? 0) & checked) !== 0) this.#checked -= 1;
    if (place < this.#bits.length) this.#bits[place] = 0;
  }

  bits(place: number): number {
    return (this.#bits[place] ?? 0) & everything;
  }

  count(place: number): number {
    return countBits(this.bits(place));
  }

  ids(place: number): readonly SuspicionId[] {
    const bits = this.bits(place);
    return bits === 0 ? [] : idsOfBits(bits);
  }

  #grow(end: number): void {
    if (end <= this.#bits.length) return;
    const larger = new Int32Array(Math.max(end, this.#bits.length * 2));
    larger.set(this.#bits);
    this.#bits = larger;
  }
}

/** Filters by suspicion and counts on the way. */
export class SuspicionFilter {
  readonly #column: SuspicionColumn;
  readonly #wanted: number;
  readonly #counts = new Uint32Array(suspicionIds.length);
  #any = 0;

  constructor(column: SuspicionColumn, wanted: TaskQuery['suspicion']) {
    this.#column = column;
    this.#wanted = wanted === undefined ? 0 : wanted === 'any' ? everything : bitOf(wanted);
  }

  passes(place: number): boolean {
    return this.#wanted === 0 || (this.#column.bits(place) & this.#wanted) !== 0;
  }

  tally(place: number): void {
    const bits = this.#column.bits(place);
    if (bits === 0) return;
    this.#any += 1;
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      this.#counts[bit] = (this.#counts[bit] ?? 0) + 1;
    }
  }

  facet(): Facets['suspicion'] {
    const counts = suspicionIds.map((id, bit) => [id, this.#counts[bit] ?? 0] as const);
    return { any: this.#any, ...Object.fromEntries(counts) };
  }
}
