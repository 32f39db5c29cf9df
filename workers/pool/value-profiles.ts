import { GrowingColumn, words32 } from './growing-column.ts';

// Numbers of profiles stay below 2³⁰, as tasks do: with a number of values a key is exact in a double.
const mostValues = 2 ** 22;

/**
 * Tasks with the same values in every dimension share a profile. A hundred thousand tasks have some
 * hundred of them, so that what depends on values alone is found once a profile, not once a task.
 */
export class ValueProfiles {
  readonly #width: number;
  readonly #column = new GrowingColumn(words32);
  readonly #codes = new GrowingColumn(words32);
  /** By the number of what came before and a value's: the number of both together. */
  readonly #steps: readonly Map<number, number>[];
  #count = 0;

  /** `width`: how many dimensions there are. */
  constructor(width: number) {
    this.#width = width;
    this.#steps = Array.from({ length: width }, () => new Map<number, number>());
  }

  /** The profile of each task; another array after it has grown. */
  get column(): Uint32Array {
    return this.#column.values;
  }

  get count(): number {
    return this.#count;
  }

  reserve(end: number): void {
    this.#column.reserve(end);
  }

  /** The number that a profile has in a dimension. */
  codeOf(profile: number, dimension: number): number {
    return this.#codes.at(profile * this.#width + dimension);
  }

  /** Takes a task's numbers, one a dimension, each below 2²². */
  put(place: number, codes: readonly number[]): void {
    let number = 0;
    this.#steps.forEach((step, dimension) => {
      const key = number * mostValues + (codes[dimension] ?? 0);
      number = step.get(key) ?? step.size;
      if (number === step.size) step.set(key, number);
    });
    if (number === this.#count) this.#add(codes);
    this.#column.put(place, number);
  }

  #add(codes: readonly number[]): void {
    codes.forEach((code, i) => this.#codes.put(this.#count * this.#width + i, code));
    this.#count += 1;
  }
}
