import type { SortKeys } from './sort-keys.ts';
import { sortByText, sortByTextInSteps } from './text-sort.ts';

/** What an order needs to know of the tasks. */
export interface Presence {
  readonly end: number;
  readonly total: number;
  has(place: number): boolean;
}

// Above this share of changed tasks sorting afresh is cheaper than inserting.
const mostChanged = 1 / 8;

/** All places in the order of their instructions: sorted once, then kept up with changes. */
export class TextOrder {
  readonly #tasks: Presence;
  readonly #keys: SortKeys;
  #places: Uint32Array | null = null;
  /** Since the last sort began, or since changes were last taken in. */
  readonly #changed = new Set<number>();
  #isPreparing = false;

  constructor(tasks: Presence, keys: SortKeys) {
    this.#tasks = tasks;
    this.#keys = keys;
  }

  /** Notes that the text at a place changed, came or went. */
  touch(place: number): void {
    if (this.#places === null && !this.#isPreparing) return;
    this.#changed.add(place);
    if (this.#places === null) return;
    if (this.#changed.size > this.#places.length * mostChanged) this.#places = null;
  }

  /**
   * Sorts in small steps, ahead of being asked. Gives up where texts change meanwhile or somebody
   * asks before the end; done when it ends.
   */
  *prepare(): Generator<void> {
    if (this.#places !== null) return;
    const places = this.#present();
    this.#isPreparing = true;
    this.#changed.clear();
    for (const step of sortByTextInSteps(places, this.#keys)) {
      if (this.#isOvertaken()) break;
      yield step;
    }
    this.#isPreparing = false;
    if (!this.#isOvertaken()) this.#places = places;
  }

  #isOvertaken(): boolean {
    return this.#places !== null || this.#changed.size > 0;
  }

  read(): Uint32Array {
    if (this.#places === null) this.#places = sortByText(this.#present(), this.#keys);
    else if (this.#changed.size > 0) this.#places = this.#insertChanged(this.#places);
    this.#changed.clear();
    return this.#places;
  }

  #present(): Uint32Array {
    const places = new Uint32Array(this.#tasks.total);
    let count = 0;
    for (let place = 0; place < this.#tasks.end; place += 1) {
      if (this.#tasks.has(place)) places[count++] = place;
    }
    return places;
  }

  #insertChanged(before: Uint32Array): Uint32Array {
    const kept = before.filter((place) => !this.#changed.has(place));
    const added = [...this.#changed].filter((place) => this.#tasks.has(place));
    added.sort((a, b) => this.#keys.compare(a, b));
    const merged = new Uint32Array(kept.length + added.length);
    let from = 0;
    added.forEach((place, count) => {
      const to = this.#insertionPoint(kept, place, from);
      merged.set(kept.subarray(from, to), from + count);
      merged[to + count] = place;
      from = to;
    });
    merged.set(kept.subarray(from), from + added.length);
    return merged;
  }

  /** First index from `low` on whose place comes after `place`. */
  #insertionPoint(sorted: Uint32Array, place: number, low: number): number {
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keys.compare(sorted[middle] ?? 0, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
