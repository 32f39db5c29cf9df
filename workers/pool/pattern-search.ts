import { transfer } from 'comlink';
import type { PatternMatcher } from '#core/contracts/pattern-api.ts';
import { patternKey, type SearchPattern } from '#core/review/search-terms.ts';
import type { TaskColumns } from './task-columns.ts';

/** How long patterns may take, in milliseconds: a few texts without an end, and all in all. */
export interface PatternLimits {
  readonly stallMs: number;
  readonly totalMs: number;
}

/** How looking for a pattern ended; `seconds` is the limit that it passed. */
export type PatternOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'slow'; readonly seconds: number };

// Few at first, then as many as are answered in about this time: a pattern of sense takes a few
// milliseconds for thousands, and one without end should be caught early.
const fewestAtOnce = 128;
const mostAtOnce = 16_384;
const quickMs = 40;
const fewestKept = 4;
const unknown = 0;
const yes = 1;
const no = 2;

/**
 * Which tasks a pattern matches in, found out by the worker for that. What was found is kept, so that
 * a second look costs nothing but what changed.
 */
export class PatternSearch {
  readonly #columns: TaskColumns;
  readonly #limits: PatternLimits;
  readonly #kept = new Map<string, Uint8Array>();
  /** What changed while texts were away to be matched. */
  readonly #touched = new Set<number>();
  #isAway = false;
  #mostKept = fewestKept;

  constructor(columns: TaskColumns, limits: PatternLimits) {
    this.#columns = columns;
    this.#limits = limits;
  }

  /** Notes that the text at a place changed, came or went. */
  touch(place: number): void {
    if (this.#isAway) this.#touched.add(place);
    for (const known of this.#kept.values()) if (place < known.length) known[place] = unknown;
  }

  /** Keeps so many patterns at least: all of one search are needed at once to answer it. */
  reserve(patterns: number): void {
    this.#mostKept = Math.max(fewestKept, patterns);
  }

  /** 1 for each place where the pattern is known to match; may end before the last place. */
  found(pattern: SearchPattern): Uint8Array {
    return this.#kept.get(patternKey(pattern)) ?? new Uint8Array(0);
  }

  /**
   * Finds out about all places that are wanted (1) and not known. `until` ends the wait: nobody asks
   * for it any more, or the worker is gone.
   */
  async resolve(
    pattern: SearchPattern,
    wanted: Uint8Array,
    matcher: PatternMatcher,
    until: Promise<'overtaken'>,
  ): Promise<PatternOutcome> {
    const started = performance.now();
    let atOnce = fewestAtOnce;
    for (let from = 0; from < wanted.length;) {
      const { places, end } = this.#nextUnknown(pattern, wanted, from, atOnce);
      from = end;
      if (places.length === 0) continue;
      const asked = performance.now();
      const answer = await within(this.#limits.stallMs, this.#ask(pattern, places, matcher), until);
      if (answer === 'overtaken') return { kind: 'overtaken' };
      if (answer === 'late') return { kind: 'slow', seconds: this.#limits.stallMs / 1000 };
      this.#note(pattern, places, answer);
      this.#isAway = false;
      const now = performance.now();
      if (now - asked < quickMs) atOnce = Math.min(mostAtOnce, atOnce * 2);
      if (now - started > this.#limits.totalMs) {
        return { kind: 'slow', seconds: this.#limits.totalMs / 1000 };
      }
    }
    return { kind: 'done' };
  }

  #ask(pattern: SearchPattern, places: Uint32Array, matcher: PatternMatcher): Promise<Uint8Array> {
    this.#touched.clear();
    this.#isAway = true;
    const texts = this.#columns.texts.pack(places);
    return matcher.match(pattern, transfer(texts, [texts.bytes.buffer, texts.ends.buffer]));
  }

  #nextUnknown(
    pattern: SearchPattern,
    wanted: Uint8Array,
    from: number,
    most: number,
  ): { places: Uint32Array; end: number } {
    const known = this.#knownOf(pattern);
    const places: number[] = [];
    let at = from;
    for (; at < wanted.length && places.length < most; at += 1) {
      if (wanted[at] === 1 && known[at] === unknown) places.push(at);
    }
    return { places: Uint32Array.from(places), end: at };
  }

  #note(pattern: SearchPattern, places: Uint32Array, answer: Uint8Array): void {
    const known = this.#knownOf(pattern);
    places.forEach((place, i) => {
      if (!this.#touched.has(place)) known[place] = answer[i] === 1 ? yes : no;
    });
  }

  #knownOf(pattern: SearchPattern): Uint8Array {
    const key = patternKey(pattern);
    const before = this.#kept.get(key) ?? new Uint8Array(0);
    let known = before;
    if (known.length < this.#columns.end) {
      known = new Uint8Array(this.#columns.end);
      known.set(before);
    }
    this.#kept.delete(key);
    this.#kept.set(key, known);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return known;
  }
}

async function within<T>(
  limitMs: number,
  asked: Promise<T>,
  until: Promise<'overtaken'>,
): Promise<T | 'overtaken' | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  try {
    return await Promise.race([asked, until, late]);
  } finally {
    clearTimeout(timer);
  }
}
