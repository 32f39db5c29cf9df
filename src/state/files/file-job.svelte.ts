import type { FileProgress } from '#core/contracts/files-api.ts';
import type { Result } from '#core/model/result.ts';

/** A failure with a kind to decide by and words to show. */
export interface SpokenFailure {
  readonly kind: string;
  readonly message: string;
}

export type FileWork<T, E extends SpokenFailure> = (
  onProgress: (progress: FileProgress) => void,
  signal: AbortSignal,
) => Promise<Result<T, E>>;

/** A long piece of work on a file: how far it is, and how it ended. */
export class FileJob<T, E extends SpokenFailure = SpokenFailure> {
  /** What is being done, for example "Reading alpaca.jsonl". */
  readonly label: string;
  readonly startedAt = Date.now();
  /** Never rejects. */
  readonly ended: Promise<Result<T, E>>;
  readonly #abort = new AbortController();
  #progress = $state.raw<FileProgress>({ rows: 0, share: null });
  #result = $state.raw<Result<T, E> | null>(null);
  #isCancelling = $state.raw(false);

  constructor(label: string, work: FileWork<T, E>) {
    this.label = label;
    this.ended = this.#run(work);
  }

  get progress(): FileProgress {
    return this.#progress;
  }

  /** `null` while it is at work. */
  get result(): Result<T, E> | null {
    return this.#result;
  }

  get isAtWork(): boolean {
    return this.#result === null;
  }

  /** True from the moment it was cancelled until it has cleaned up. */
  get isCancelling(): boolean {
    return this.#isCancelling && this.isAtWork;
  }

  get wasCancelled(): boolean {
    return this.#result?.ok === false && this.#isCancelling;
  }

  cancel(): void {
    this.#isCancelling = true;
    this.#abort.abort();
  }

  async #run(work: FileWork<T, E>): Promise<Result<T, E>> {
    const result = await work((progress) => (this.#progress = progress), this.#abort.signal);
    this.#result = result;
    return result;
  }
}
