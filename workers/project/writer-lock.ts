/** The part of the Web Locks API that a project needs. */
export interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean },
    held: (lock: unknown) => Promise<void>,
  ): Promise<unknown>;
}

/** The Web Lock that makes one worker in this browser the writer of a project. */
export class WriterLock {
  readonly #locks: Locks;
  readonly #name: string;
  readonly #onLost: () => void;
  #release: (() => void) | null = null;

  /** `onLost` is called when another tab takes the lock away. */
  constructor(locks: Locks, projectId: number, onLost: () => void) {
    this.#locks = locks;
    this.#name = `seedbed:writer:${projectId}`;
    this.#onLost = onLost;
  }

  /** Takes the lock if it is free; tells whether it is now ours. */
  take(): Promise<boolean> {
    return this.#request({ ifAvailable: true });
  }

  /** Takes the lock from whoever holds it. */
  async steal(): Promise<void> {
    await this.#request({ steal: true });
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }

  #request(options: { ifAvailable?: boolean; steal?: boolean }): Promise<boolean> {
    return new Promise((resolve) => {
      const holding = this.#locks.request(this.#name, options, (lock) => {
        resolve(lock !== null);
        if (lock === null) return Promise.resolve();
        return new Promise<void>((release) => {
          this.#release = release;
        });
      });
      // The request rejects when the lock is stolen from us.
      holding.catch(() => {
        this.#release = null;
        this.#onLost();
      });
    });
  }
}
