interface Sample {
  readonly at: number;
  readonly reached: number;
}

const WINDOW_MS = 3 * 60_000;
/** Below this a rate says nothing. */
const SHORTEST_SPAN_MS = 2_000;

/** How fast a run gets nearer to its target, over the last minutes. */
export class Rate {
  #samples: Sample[] = [];

  /** Notes how far the run is at a time in milliseconds. */
  note(at: number, reached: number): void {
    const last = this.#samples.at(-1);
    if (last?.reached === reached && at - last.at < 1000) return;
    this.#samples.push({ at, reached });
    this.#samples = this.#samples.filter((sample) => at - sample.at <= WINDOW_MS);
  }

  clear(): void {
    this.#samples = [];
  }

  /** Tasks a minute; 0 while it can't be told. */
  perMinute(now: number): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined) return 0;
    const spanMs = now - first.at;
    if (spanMs < SHORTEST_SPAN_MS) return 0;
    return ((last.reached - first.reached) / spanMs) * 60_000;
  }
}
