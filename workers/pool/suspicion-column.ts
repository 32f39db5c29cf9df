import type { Facets } from '#core/contracts/pool-api.ts';
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
  #version = 0;

  /** Grows with every answer that is another one than before. */
  get version(): number {
    return this.#version;
  }

  /** How many tasks have an answer. */
  get checked(): number {
    return this.#checked;
  }

  /** The answers by place; some bits are no suspicions. */
  get answers(): Int32Array {
    return this.#bits;
  }

  /** Takes an answer; true where it is another one than before. */
  put(place: number, bits: number): boolean {
    this.#grow(place + 1);
    const before = this.#bits[place] ?? 0;
    if ((before & checked) === 0) this.#checked += 1;
    this.#bits[place] = bits | checked;
    const isOther = (before & everything) !== bits;
    if (isOther) this.#version += 1;
    return isOther;
  }

  /** Wants every task asked about again; until then the answers from before stand. */
  expire(): void {
    for (let place = 0; place < this.#bits.length; place += 1) {
      this.#bits[place] = (this.#bits[place] ?? 0) & everything;
    }
    this.#checked = 0;
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

/** The bits that a filter asks for: a task passes that has any of them. */
export const suspicionMask = (wanted: SuspicionId | 'any'): number =>
  wanted === 'any' ? everything : bitOf(wanted);

/** Counts on how many tasks each suspicion falls. */
export class SuspicionTally {
  readonly #column: SuspicionColumn;
  readonly #counts = new Uint32Array(suspicionIds.length);
  #any = 0;

  constructor(column: SuspicionColumn) {
    this.#column = column;
  }

  add(places: Uint32Array): void {
    const { answers } = this.#column;
    let any = 0;
    for (let i = 0; i < places.length; i += 1) {
      const bits = (answers[places[i] ?? 0] ?? 0) & everything;
      if (bits === 0) continue;
      any += 1;
      for (let rest = bits; rest !== 0; rest &= rest - 1) {
        const bit = 31 - Math.clz32(rest & -rest);
        this.#counts[bit] = (this.#counts[bit] ?? 0) + 1;
      }
    }
    this.#any += any;
  }

  facet(): Facets['suspicion'] {
    const pairs = suspicionIds.map((id, bit) => [id, this.#counts[bit] ?? 0] as const);
    return { any: this.#any, ...Object.fromEntries(pairs) };
  }
}
