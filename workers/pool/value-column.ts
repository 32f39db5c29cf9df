import type { Task } from '#core/model/task.ts';
import type { Dimension } from '#core/review/dimensions.ts';
import { bytes, GrowingColumn, words32 } from './growing-column.ts';

// The names of sets of several begin with this, which hardly any value does.
const several = '\u0000';
const collator = new Intl.Collator('en', { numeric: true });

/**
 * The values of one dimension, a small number a task: sets of values that occur are numbered as they
 * come, 0 being the empty one.
 */
export class ValueColumn {
  readonly #dimension: Dimension;
  readonly #column: GrowingColumn<Uint8Array | Uint32Array>;
  readonly #sets: (readonly string[])[] = [[]];
  readonly #numbers = new Map<string, number>([['', 0]]);

  constructor(dimension: Dimension) {
    this.#dimension = dimension;
    // Known values are few and occur alone; of others there may be any number of sets.
    this.#column = new GrowingColumn<Uint8Array | Uint32Array>(
      dimension.values === null ? words32 : bytes,
    );
  }

  /** The number of each task's set; another array after it has grown. */
  get codes(): Uint8Array | Uint32Array {
    return this.#column.values;
  }

  /** The sets by number. */
  get sets(): readonly (readonly string[])[] {
    return this.#sets;
  }

  reserve(end: number): void {
    this.#column.reserve(end);
  }

  /** Takes a task's values; gives the number of their set. */
  put(place: number, task: Task): number {
    const values = this.#dimension.valuesOf(task);
    const [first = ''] = values;
    const name = values.length > 1 ? several + JSON.stringify(values) : first;
    const number = this.#numbers.get(name) ?? this.#add(name, values);
    this.#column.put(place, number);
    return number;
  }

  /** The values of a task. */
  at(place: number): readonly string[] {
    return this.#sets[this.#column.at(place)] ?? [];
  }

  /**
   * By the number of a set its place in the order of this dimension: of known values as they are
   * listed, of others by name, `run 2` before `run 10`. NaN for the empty set.
   */
  ranks(): Float64Array {
    const known = this.#dimension.values;
    const ranks = new Float64Array(this.#sets.length).fill(NaN);
    const numbers = this.#sets.flatMap((values, number) => (values.length > 0 ? [number] : []));
    const nameOf = (number: number): string => this.#sets[number]?.join(' ') ?? '';
    const compare = (a: number, b: number): number =>
      known === null
        ? compareNames(nameOf(a), nameOf(b))
        : known.indexOf(nameOf(a)) - known.indexOf(nameOf(b));
    numbers.sort(compare).forEach((number, rank) => (ranks[number] = rank));
    return ranks;
  }

  #add(name: string, values: readonly string[]): number {
    const number = this.#sets.length;
    this.#sets.push(values);
    this.#numbers.set(name, number);
    return number;
  }
}

/** As people order names; what they hold to be the same by code units. */
function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}
