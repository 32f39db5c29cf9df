import { findInTexts } from './find-in-texts.ts';
import type { TaskColumns } from './task-columns.ts';

// Of the texts of a search and a few before it: what is typed on narrows what was found.
const textsKept = 8;
// With more changes than this searching afresh costs no more.
const mostChanges = 50_000;

interface Kept {
  /** 1 for each place that holds the text, as of the last look. */
  found: Uint8Array<ArrayBuffer>;
  readonly changed: Set<number>;
}

/**
 * Which tasks hold a text, a byte each. Kept between queries: other filters, orders and single
 * changes then cost nothing, and typing on only narrows what was found.
 */
export class TextSearch {
  readonly #columns: TaskColumns;
  readonly #kept = new Map<string, Kept>();
  /** Of the text that was forgotten last: the next one is looked for in its memory. */
  #spare = new Uint8Array(0);
  #few = new Uint8Array(0);

  constructor(columns: TaskColumns) {
    this.#columns = columns;
  }

  /** Notes that the text at a place changed, came or went. */
  touch(place: number): void {
    for (const [text, { changed }] of this.#kept) {
      changed.add(place);
      if (changed.size > mostChanges) this.#kept.delete(text);
    }
  }

  /** 1 for each place of which a field holds a text in lower case; not to be changed. */
  find(text: string): Uint8Array {
    const kept = this.#kept.get(text) ?? this.#search(text);
    // Put in last: what was asked for longest ago goes first.
    this.#kept.delete(text);
    this.#kept.set(text, kept);
    if (this.#kept.size > textsKept) this.#forgetOldest();
    this.#follow(text, kept);
    return kept.found;
  }

  /** The same for some places (1 each) only; until it is asked for again. */
  findAmong(text: string, places: Uint8Array): Uint8Array {
    if (this.#kept.has(text)) return this.find(text);
    if (this.#few.length < places.length) this.#few = new Uint8Array(places.length);
    const found = this.#few.subarray(0, places.length);
    found.set(places);
    findInTexts(this.#columns.texts, text, found, places.length);
    return found;
  }

  #search(text: string): Kept {
    const { end, presence, texts } = this.#columns;
    const before = [...this.#kept].findLast(([shorter]) => text.includes(shorter));
    if (before !== undefined) this.#follow(...before);
    const found = this.#takeRoom(end);
    found.set((before?.[1].found ?? presence).subarray(0, end));
    findInTexts(texts, text, found, end);
    return { found, changed: new Set() };
  }

  #takeRoom(end: number): Uint8Array<ArrayBuffer> {
    const spare = this.#spare;
    this.#spare = new Uint8Array(0);
    return spare.length === end ? spare : new Uint8Array(end);
  }

  #forgetOldest(): void {
    const [oldest] = this.#kept;
    if (oldest === undefined) return;
    const [text, { found }] = oldest;
    this.#kept.delete(text);
    this.#spare = found;
  }

  /** Looks again at what changed. */
  #follow(text: string, kept: Kept): void {
    const { end, presence, texts } = this.#columns;
    if (kept.found.length < end) {
      const longer = new Uint8Array(end);
      longer.set(kept.found);
      kept.found = longer;
    }
    if (kept.changed.size === 0) return;
    const again = new Uint8Array(end);
    for (const place of kept.changed) again[place] = presence[place] ?? 0;
    findInTexts(texts, text, again, end);
    for (const place of kept.changed) kept.found[place] = again[place] ?? 0;
    kept.changed.clear();
  }
}
