import { holdsAll } from '#core/review/search-text.ts';
import type { TaskColumns } from './task-columns.ts';

/**
 * Which tasks hold all words of the last search, a byte each. Kept between queries: other filters,
 * orders and single changes then cost nothing, and typing on only narrows what was found.
 */
export class TextSearch {
  readonly #columns: TaskColumns;
  #words: readonly string[] = [];
  #found = new Uint8Array(0);

  constructor(columns: TaskColumns) {
    this.#columns = columns;
  }

  /** 1 for each place whose task holds all words; null where nothing is searched for. */
  find(words: readonly string[]): Uint8Array | null {
    if (words.length === 0) return null;
    this.#makeRoom();
    if (!isSame(words, this.#words)) this.#search(words);
    return this.#found;
  }

  /** Brings one place up to date after its task changed. */
  touch(place: number): void {
    if (this.#words.length === 0) return;
    this.#makeRoom();
    this.#found[place] = this.#holds(place, this.#words);
  }

  #search(words: readonly string[]): void {
    const narrows = this.#words.length > 0 && isNarrower(words, this.#words);
    const found = this.#found;
    for (let place = 0; place < this.#columns.end; place += 1) {
      if (!narrows || found[place] === 1) found[place] = this.#holds(place, words);
    }
    this.#words = words;
  }

  #holds(place: number, words: readonly string[]): 0 | 1 {
    return holdsAll(this.#columns.searchText(place), words) ? 1 : 0;
  }

  #makeRoom(): void {
    const { end } = this.#columns;
    if (end <= this.#found.length) return;
    const larger = new Uint8Array(Math.max(end, this.#found.length * 2));
    larger.set(this.#found);
    this.#found = larger;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

/** True where whatever holds all of `words` also holds all of `before`. */
function isNarrower(words: readonly string[], before: readonly string[]): boolean {
  return before.every((old) => words.some((word) => word.includes(old)));
}
