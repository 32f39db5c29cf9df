import type { Task } from '#core/model/task.ts';

export interface PageFeedOptions {
  /** Reads pages of tasks; pages that don't exist are left out. */
  readonly read: (pages: readonly number[]) => Promise<ReadonlyMap<number, readonly Task[]>>;
  /** Takes a page as it now is; no tasks where it does not exist. */
  readonly apply: (page: number, tasks: readonly Task[]) => void;
  /** Hears of every batch that was applied. */
  readonly onApplied: () => void;
  /** How many pages are read and applied at once; absent: 16. */
  readonly pagesPerBatch?: number;
  /** How many are read before `load` answers; absent: as many as in any batch. */
  readonly pagesAtFirst?: number;
}

// 4,096 tasks: large enough for IndexedDB's cost per call, small enough that queries get between.
const usualBatch = 16;
const retryMs = 2_000;

/**
 * Reads pages of tasks in batches, one after the other. What changed goes before what is merely
 * still to be loaded; a page that changes while it is read is read again.
 */
export class PageFeed {
  readonly #options: PageFeedOptions;
  readonly #changed = new Set<number>();
  #unread: number[] = [];
  #isAsked = false;
  #isRunning = false;
  #isStopped = false;
  #running: Promise<void> = Promise.resolve();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #settle: () => void = () => undefined;
  readonly #loaded = new Promise<void>((resolve) => (this.#settle = resolve));

  constructor(options: PageFeedOptions) {
    this.#options = options;
  }

  /** False once everything that was to be loaded is there. */
  get isLoading(): boolean {
    return !this.#isAsked || this.#unread.length > 0;
  }

  /** True while pages that changed are still to be read. */
  get isBehind(): boolean {
    return this.#changed.size > 0;
  }

  /** Resolves once everything that was to be loaded is there, or it was stopped. */
  get loaded(): Promise<void> {
    return this.#loaded;
  }

  /**
   * Loads pages, the last ones first (the newest tasks). Resolves after the first batch and goes on
   * by itself; rejects where that batch can’t be read. Called once.
   */
  async load(pages: readonly number[]): Promise<void> {
    // Steps never overlap, or an older reading of a page could be applied after a newer one.
    while (this.#isRunning) await this.#running;
    this.#unread = pages.toSorted((a, b) => a - b);
    this.#isAsked = true;
    this.#isRunning = true;
    try {
      await this.#step(this.#options.pagesAtFirst);
    } finally {
      this.#isRunning = false;
    }
    this.#goOn();
  }

  /** Reads pages again that changed. */
  refresh(pages: readonly number[]): void {
    for (const page of pages) this.#changed.add(page);
    this.#goOn();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    this.#settle();
  }

  #goOn(): void {
    if (!this.#isRunning) this.#running = this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    clearTimeout(this.#retry);
    try {
      while (!this.#isStopped && (this.#changed.size > 0 || this.#unread.length > 0)) {
        await this.#step();
      }
    } catch {
      // A read failed, which passes, or the database was closed under us, which shows when it is
      // tried again: by the next change or after a while, whatever comes first.
      if (!this.#isStopped) this.#retry = setTimeout(() => this.#goOn(), retryMs);
    } finally {
      this.#isRunning = false;
    }
  }

  async #step(most = this.#options.pagesPerBatch ?? usualBatch): Promise<void> {
    const changed = [...this.#changed].slice(0, most);
    const room = most - changed.length;
    const unread = room > 0 ? this.#unread.slice(-room) : [];
    const batch = new Set([...changed, ...unread]);
    for (const page of changed) this.#changed.delete(page);
    const found = await this.#readOrPutBack(changed, [...batch]);
    if (this.#isStopped) return;
    this.#unread = this.#unread.filter((page) => !batch.has(page));
    for (const page of batch) this.#options.apply(page, found.get(page) ?? []);
    this.#options.onApplied();
    if (!this.isLoading) this.#settle();
  }

  async #readOrPutBack(
    changed: readonly number[],
    batch: readonly number[],
  ): Promise<ReadonlyMap<number, readonly Task[]>> {
    try {
      return await this.#options.read(batch);
    } catch (error) {
      for (const page of changed) this.#changed.add(page);
      throw error;
    }
  }
}
