import type { FileProgress } from '#core/contracts/files-api.ts';

/** Tells how far a job is, but no more often than `leastMs` apart: each telling is a message. */
export class Progress {
  #rows = 0;
  #done = 0;
  #toldAt = 0;
  readonly #whole: number | null;
  readonly #tell: (progress: FileProgress) => void;
  readonly #leastMs: number;

  /** `whole`: what `advance` adds up to, or null where it is not known. */
  constructor(whole: number | null, tell: (progress: FileProgress) => void, leastMs = 100) {
    this.#whole = whole;
    this.#tell = tell;
    this.#leastMs = leastMs;
  }

  advance(part: number): void {
    this.#done += part;
    this.#tellSometimes();
  }

  addRows(rows: number): void {
    this.#rows += rows;
    this.#tellSometimes();
  }

  /** Tells the end, at once. */
  finish(): void {
    this.#tell({ rows: this.#rows, share: 1 });
  }

  #tellSometimes(): void {
    const now = Date.now();
    if (now - this.#toldAt < this.#leastMs) return;
    this.#toldAt = now;
    const share = this.#whole === null ? null : Math.min(1, this.#done / Math.max(1, this.#whole));
    this.#tell({ rows: this.#rows, share });
  }
}
