/** `leave`: end here and now, but let the stored run go on elsewhere or later. */
export type RunWish = 'run' | 'pause' | 'stop' | 'leave';

/** What a person wants of a run, with a promise that settles when that changes. */
export class RunControl {
  #wanted: RunWish = 'run';
  #wake: () => void = () => undefined;
  #changed = this.#nextChange();
  #changes = 0;

  get wanted(): RunWish {
    return this.#wanted;
  }

  /** How often something changed; tells whether a change was missed between two awaits. */
  get changes(): number {
    return this.#changes;
  }

  /** Settles at the next change; ask again after each. */
  get changed(): Promise<void> {
    return this.#changed;
  }

  /** Sends nothing more; calls in flight are waited for, since they are paid for. */
  pause(): void {
    this.#want('pause');
  }

  /** Sends nothing more and cancels what is in flight. */
  stop(): void {
    this.#want('stop');
  }

  /** Cancels what is in flight and ends without a word on the stored run. */
  leave(): void {
    this.#want('leave');
  }

  /** Makes a waiting run look around again, for example after its target was raised. */
  nudge(): void {
    this.#changes += 1;
    this.#wake();
    this.#changed = this.#nextChange();
  }

  #want(wanted: RunWish): void {
    this.#wanted = wanted;
    this.nudge();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
