import type { TaskColumns } from './task-columns.ts';

/** Negative where the task at `a` comes first; never 0 for different places. */
export type Compare = (a: number, b: number) => number;

export interface Ordering {
  readonly compare: Compare;
  /** Sorts many places at once as `compare` does; may be quicker than comparing. */
  readonly sort: (places: Uint32Array) => Uint32Array;
}

// Above this share of changed tasks sorting afresh is cheaper than inserting.
const mostChanged = 1 / 8;

/** The places of all tasks in one order: sorted when first asked for, then kept up with changes. */
export class SortedOrder {
  readonly #columns: TaskColumns;
  readonly #ordering: Ordering;
  #places: Uint32Array | null = null;
  readonly #changed = new Set<number>();

  constructor(columns: TaskColumns, ordering: Ordering) {
    this.#columns = columns;
    this.#ordering = ordering;
  }

  /** Notes that the task at a place changed, came or went. */
  touch(place: number): void {
    if (this.#places !== null) this.#changed.add(place);
  }

  read(): Uint32Array {
    if (this.#places === null || this.#changed.size > this.#places.length * mostChanged) {
      this.#places = this.#sortAll();
    } else if (this.#changed.size > 0) {
      this.#places = this.#insertChanged(this.#places);
    }
    this.#changed.clear();
    return this.#places;
  }

  #sortAll(): Uint32Array {
    const places = new Uint32Array(this.#columns.total);
    let count = 0;
    for (let place = 0; place < this.#columns.end; place += 1) {
      if (this.#columns.has(place)) places[count++] = place;
    }
    return this.#ordering.sort(places);
  }

  #insertChanged(before: Uint32Array): Uint32Array {
    const kept = before.filter((place) => !this.#changed.has(place));
    const added = [...this.#changed].filter((place) => this.#columns.has(place));
    added.sort(this.#ordering.compare);
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
      if (this.#ordering.compare(sorted[middle] ?? 0, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
