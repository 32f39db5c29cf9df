/** Calls at once, then at most once an interval; a call that came too early is made up for. */
export class Throttle {
  readonly #call: () => void;
  readonly #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isDue = false;

  constructor(call: () => void, intervalMs: number) {
    this.#call = call;
    this.#intervalMs = intervalMs;
  }

  request(): void {
    this.#isDue = true;
    if (this.#timer === null) this.#fire();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isDue = false;
  }

  #fire(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#fire();
    }, this.#intervalMs);
    this.#call();
  }
}
