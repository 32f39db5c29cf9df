import type { ImportSink } from '#core/contracts/import-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { Result } from '#core/model/result.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { FilesError, stopIfCancelled } from '#data/formats/files-error.ts';

/** How long taking back a failed import may take before it is left to the project's next start. */
const discardMs = 10_000;
/** Folding 100,000 tasks into a project takes seconds; a worker silent for so long has died. */
const commitMs = 300_000;

/** One import at the project's worker: begun with the first chunk, then committed or discarded. */
export class Staging {
  #importId: string | null = null;
  #isBegun = false;
  readonly #sink: ImportSink;
  readonly #source: string;
  readonly #signal: AbortSignal;

  constructor(sink: ImportSink, source: string, signal: AbortSignal) {
    this.#sink = sink;
    this.#source = source;
    this.#signal = signal;
  }

  /** Throws a `FilesError` where the project does not take the chunk, or on cancel. */
  async stage(chunk: readonly ImportedTask[]): Promise<void> {
    const importId = await this.#begin();
    await this.#call(this.#sink.stage(importId, chunk));
  }

  /** Once sent, a commit can't be cancelled: its answer says what happened, and is waited for. */
  async commit(): Promise<{ rows: number }> {
    const importId = await this.#begin();
    stopIfCancelled(this.#signal);
    this.#importId = null;
    const committed = await withinMs(this.#sink.commit(importId), commitMs);
    if (committed === null) {
      const message = 'The project did not answer, so the import may or may not have gone in.';
      throw new FilesError({ kind: 'storage', message });
    }
    if (committed.ok) return committed.value;
    this.#importId = importId;
    throw new FilesError({ kind: 'storage', message: committed.error.message });
  }

  /** Takes back what was staged; never throws, and what can't be reached is swept later. */
  async discard(): Promise<void> {
    const importId = this.#importId;
    this.#importId = null;
    if (importId === null) return;
    await withinMs(
      this.#sink.discard(importId).catch(() => null),
      discardMs,
    );
  }

  async #begin(): Promise<string> {
    if (this.#importId !== null) return this.#importId;
    if (this.#isBegun) throw new FilesError({ kind: 'storage', message: 'Import is over.' });
    this.#isBegun = true;
    const { importId } = await this.#call(this.#sink.begin(this.#source));
    this.#importId = importId;
    return importId;
  }

  /** A call to a dead worker never settles, so that a cancel must end the wait. */
  async #call<T>(call: Promise<Result<T, ProjectFailure>>): Promise<T> {
    stopIfCancelled(this.#signal);
    const result = await raceAbort(call, this.#signal);
    if (!result.ok) throw new FilesError({ kind: 'storage', message: result.error.message });
    return result.value;
  }
}

/** Waits for a promise, but throws a `cancelled` failure as soon as the signal is given. */
async function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new FilesError({ kind: 'cancelled', message: 'Cancelled.' }));
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** What a promise gives, or null where it takes longer than `ms`. */
async function withinMs<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
