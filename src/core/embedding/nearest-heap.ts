/** The `capacity` highest scores seen so far; equal scores go to the lower id. */
export class NearestHeap {
  readonly #capacity: number;
  readonly #ids: number[] = [];
  readonly #scores: number[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The lowest score that is kept, or −∞ while there is room. */
  get floor(): number {
    return this.#ids.length < this.#capacity ? -Infinity : (this.#scores[0] ?? Infinity);
  }

  offer(id: number, score: number): void {
    if (this.#ids.length < this.#capacity) {
      this.#ids.push(id);
      this.#scores.push(score);
      this.#rise(this.#ids.length - 1);
    } else if (this.#capacity > 0 && this.#isWorse(0, id, score)) {
      this.#ids[0] = id;
      this.#scores[0] = score;
      this.#sink();
    }
  }

  /** Highest first. */
  sorted(): { id: number; score: number }[] {
    return this.#ids
      .map((id, at) => ({ id, score: this.#scores[at] ?? 0 }))
      .sort((a, b) => b.score - a.score || a.id - b.id);
  }

  #isWorse(at: number, id: number, score: number): boolean {
    const own = this.#scores[at] ?? 0;
    return own < score || (own === score && (this.#ids[at] ?? 0) > id);
  }

  #rise(start: number): void {
    for (let at = start; at > 0;) {
      const parent = (at - 1) >> 1;
      if (this.#isWorse(parent, this.#ids[at] ?? 0, this.#scores[at] ?? 0)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child >= this.#ids.length) continue;
        if (this.#isWorse(child, this.#ids[worst] ?? 0, this.#scores[worst] ?? 0)) worst = child;
      }
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }

  #swap(a: number, b: number): void {
    for (const list of [this.#ids, this.#scores]) {
      const kept = list[a] ?? 0;
      list[a] = list[b] ?? 0;
      list[b] = kept;
    }
  }
}
