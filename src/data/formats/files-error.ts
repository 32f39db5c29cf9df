import type { FilesFailure } from '#core/contracts/files-api.ts';

/** Carries a failure up through streams and generators, to where it becomes a value again. */
export class FilesError extends Error {
  override readonly name = 'FilesError';
  readonly failure: FilesFailure;

  constructor(failure: FilesFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Throws a `cancelled` failure once the signal was given. */
export function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new FilesError({ kind: 'cancelled', message: 'Cancelled.' });
}

/** For a file of which a read failed: it was moved, removed or changed, or may not be read. */
export function unreadableFile(error: unknown): FilesError {
  const detail = error instanceof Error ? error.message : String(error);
  return new FilesError({ kind: 'unreadable', message: `The file can't be read: ${detail}` });
}

/** The failure behind whatever was thrown; what is not known came from the database. */
export function failureOf(error: unknown): FilesFailure {
  if (error instanceof FilesError) return error.failure;
  // Dexie wraps what a closure threw inside a transaction only where it was not an Error.
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'storage', message: `The browser's database failed: ${message}` };
}
