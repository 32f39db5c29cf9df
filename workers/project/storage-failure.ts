import Dexie from 'dexie';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { CommitCancelledError, WriterReplacedError } from '#data/project-repository.ts';

/** A person broke a step off; nothing was changed. */
export const cancelled: ProjectFailure = {
  kind: 'cancelled',
  message: 'It was cancelled, and nothing was changed.',
};

/** What went wrong with storage, in words; quota failures hide in `inner` of an AbortError. */
export function describeStorageError(error: unknown): ProjectFailure {
  if (error instanceof WriterReplacedError) return { kind: 'following', message: error.message };
  if (error instanceof CommitCancelledError) return cancelled;
  const cause = causeOf(error);
  if (cause.name === 'QuotaExceededError') {
    return {
      kind: 'storage',
      message: 'This browser has no room left for this site. Nothing stored so far is lost.',
    };
  }
  if (cause.name === 'VersionError') {
    return {
      kind: 'storage',
      message: 'A newer version of Seedbed made this project. Reload the page to get it.',
    };
  }
  return { kind: 'storage', message: cause.message };
}

/** Whether an error came from the database rather than from our own code. */
export function isStorageError(error: unknown): boolean {
  return (
    error instanceof WriterReplacedError ||
    error instanceof Dexie.DexieError ||
    error instanceof DOMException
  );
}

function causeOf(error: unknown): { name: string; message: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const inner: unknown = 'inner' in error ? error.inner : undefined;
  return inner instanceof Error ? inner : error;
}
