import type { FoldWatch } from '#core/fold/fold-watch.ts';
import { nextTask } from '#workers/next-task.ts';

/** A fold keeps its worker for at most so long before it lets messages in, such as a cancel. */
const SPAN_MS = 20;
/** A screen need not hear more often. */
const TELL_MS = 100;

/** One replay at work: tells how many entries are read, lets messages in, and can be broken off. */
export class ReplayWatch implements FoldWatch {
  readonly #now: () => number;
  readonly #onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
  #restedAt: number;
  #toldAt: number;

  constructor(
    now: () => number,
    onProgress: (done: number, total: number) => void,
    signal?: AbortSignal,
  ) {
    this.#now = now;
    this.#onProgress = onProgress;
    this.signal = signal;
    this.#restedAt = now();
    this.#toldAt = this.#restedAt;
  }

  step = async (done: number, total: number): Promise<boolean> => {
    const now = this.#now();
    if (now - this.#restedAt >= SPAN_MS) {
      if (now - this.#toldAt >= TELL_MS) {
        this.#toldAt = now;
        this.#onProgress(done, total);
      }
      await nextTask();
      this.#restedAt = this.#now();
    }
    return this.signal?.aborted !== true;
  };
}
