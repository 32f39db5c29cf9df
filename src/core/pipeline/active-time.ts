/** Measures how long work was under way, in milliseconds. */
export class ActiveTime {
  readonly #now: () => number;
  #since: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** Adds what passed since the last time; a clock that was set back adds nothing. */
  addTo<T extends { readonly activeMs: number }>(work: T): T {
    const now = this.#now();
    const activeMs = work.activeMs + Math.max(0, now - this.#since);
    this.#since = now;
    return { ...work, activeMs };
  }
}
