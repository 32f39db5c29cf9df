/** A place that the list is to bring into sight; a new object each time. */
export interface Reveal {
  readonly place: number;
}

/** Where the task that is looked at stands in the list. */
export class TaskStanding {
  #place = $state.raw(-1);
  #isInResult = $state.raw(false);
  #reveal = $state.raw<Reveal>({ place: -1 });

  /** Its place; where it has left the list, the place that it had; −1 for nowhere. */
  get place(): number {
    return this.#place;
  }

  get isInResult(): boolean {
    return this.#isInResult;
  }

  /** Where it was last looked for; changes that come by themselves leave the list where it is. */
  get reveal(): Reveal {
    return this.#reveal;
  }

  /** The place to count from for going `by` tasks on: one that has left stands before its place. */
  before(by: number): number {
    return this.#isInResult || by < 0 ? this.#place : this.#place - 1;
  }

  /** It stands there. */
  put(place: number, reveals: boolean): void {
    this.#place = place;
    this.#isInResult = true;
    if (reveals) this.#reveal = { place };
  }

  /** Takes the place that was found in a list of so many, −1 where the task has left it. */
  find(found: number, count: number, reveals: boolean): void {
    if (found >= 0) {
      this.put(found, reveals);
      return;
    }
    this.#place = Math.min(this.#place, count - 1);
    this.#isInResult = false;
  }

  /** Nothing is looked at. */
  lose(): void {
    this.#place = -1;
    this.#isInResult = false;
  }

  bringIntoSight(): void {
    this.#reveal = { place: this.#place };
  }
}
