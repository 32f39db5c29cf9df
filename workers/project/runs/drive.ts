import { RunControl } from '#core/pipeline/run-control.ts';
import type { Cancel } from '#core/pipeline/work-loop.ts';

/**
 * A run or an errand under way, from the moment when that is decided: a person may stop it while its
 * engine `E` is still being made ready, which takes seconds where much is open.
 */
export class Drive<E> {
  readonly control = new RunControl();
  readonly cancel: Cancel;
  /** Settles when the work is over, however it ended. */
  readonly ended: Promise<void>;
  #engine: E | null = null;
  #tellReady: () => void = () => undefined;
  readonly #isReady = new Promise<void>((resolve) => {
    this.#tellReady = resolve;
  });

  /** `work` calls `begin` once its engine is ready, honours what `control` says, and never throws. */
  constructor(work: (drive: Drive<E>) => Promise<void>) {
    const abort = new AbortController();
    this.cancel = { signal: abort.signal, abort: () => abort.abort() };
    this.ended = work(this).finally(() => this.#tellReady());
  }

  /** Null until it is ready. */
  get engine(): E | null {
    return this.#engine;
  }

  begin(engine: E): void {
    this.#engine = engine;
    this.#tellReady();
  }

  /** The engine once it is ready; null where the work ended before. */
  async ready(): Promise<E | null> {
    await this.#isReady;
    return this.#engine;
  }

  async stop(): Promise<void> {
    this.control.stop();
    await this.ended;
  }

  /** Leaves the stored run as it stands. */
  async leave(): Promise<void> {
    this.control.leave();
    await this.ended;
  }
}
