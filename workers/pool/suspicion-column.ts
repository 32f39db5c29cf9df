import type { Facets } from '#core/contracts/pool-api.ts';
import type { SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { suspicionIds } from '#core/suspicions/all-suspicions.ts';
import { bitOf, countBits, idsOfBits } from '#core/suspicions/check-task.ts';

const smallest = 1024;
/** Set once a task was checked, so that a task without suspicions is not checked for ever. */
const checked = 1 << 30;
const everything = checked - 1;

/** Answers of a stretch of tasks: what each was asked about (0: not asked), and the bits. */
export interface SuspicionStretch {
  readonly keys: Uint32Array;
  readonly bits: Int32Array;
}

/** What looks wrong with every task, a bit a suspicion. Places as in `TaskColumns`. */
export class SuspicionColumn {
  #bits = new Int32Array(smallest);
  /** What each task is, or was when it was asked about, see `suspectKey`; 0 where there is none. */
  #keys = new Uint32Array(smallest);
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

  /** Takes what a task is now; where that is another, its answer stands until the next one. */
  meet(place: number, key: number): void {
    this.#grow(place + 1);
    if (this.#keys[place] === key) return;
    this.#keys[place] = key;
    if (this.#isChecked(place)) this.#uncheck(place);
  }

  /** Whether the answer is about just this. */
  isAnswered(place: number, key: number): boolean {
    return this.#isChecked(place) && this.#keys[place] === key;
  }

  /** Whether any of the tasks from a place (0-based) to another (exclusive) waits for an answer. */
  isWaiting(from: number, to: number): boolean {
    for (let place = from; place < Math.min(to, this.#keys.length); place += 1) {
      if (this.#keys[place] !== 0 && !this.#isChecked(place)) return true;
    }
    return false;
  }

  /** Takes an answer about a key; true where it is another one than before. */
  put(place: number, bits: number, key: number): boolean {
    this.#grow(place + 1);
    const before = this.#bits[place] ?? 0;
    if ((before & checked) === 0) this.#checked += 1;
    this.#bits[place] = bits | checked;
    this.#keys[place] = key;
    const isOther = (before & everything) !== bits;
    if (isOther) this.#version += 1;
    return isOther;
  }

  /** Takes answers that were kept, from a place on: those about tasks that are still the same. */
  recall(from: number, { keys, bits }: SuspicionStretch): void {
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] ?? 0;
      const isSame = key !== 0 && this.#keys[from + i] === key;
      if (isSame && !this.#isChecked(from + i)) this.put(from + i, bits[i] ?? 0, key);
    }
  }

  /** The answers from a place (0-based) to another (exclusive), to be kept. */
  stretch(from: number, to: number): SuspicionStretch {
    this.#grow(to);
    const keys = this.#keys.slice(from, to);
    for (let i = 0; i < keys.length; i += 1) if (!this.#isChecked(from + i)) keys[i] = 0;
    return { keys, bits: this.#bits.slice(from, to).map((bits) => bits & everything) };
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
    if (place >= this.#bits.length) return;
    if (this.#isChecked(place)) this.#checked -= 1;
    this.#bits[place] = 0;
    this.#keys[place] = 0;
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

  #isChecked(place: number): boolean {
    return ((this.#bits[place] ?? 0) & checked) !== 0;
  }

  #uncheck(place: number): void {
    this.#bits[place] = (this.#bits[place] ?? 0) & everything;
    this.#checked -= 1;
  }

  #grow(end: number): void {
    if (end <= this.#bits.length) return;
    const length = Math.max(end, this.#bits.length * 2);
    const [bits, keys] = [new Int32Array(length), new Uint32Array(length)];
    bits.set(this.#bits);
    keys.set(this.#keys);
    this.#bits = bits;
    this.#keys = keys;
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
