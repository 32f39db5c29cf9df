import type { ModelFailure } from '#core/contracts/embedding-api.ts';

/** Thrown within this worker; the service turns it into a `Result`. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly failure: ModelFailure;

  constructor(failure: ModelFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

const wordsOf = (thrown: unknown): string =>
  thrown instanceof Error && thrown.message !== '' ? thrown.message : String(thrown);

/** Any thrown value as a failure; `kind` where it is not one already. */
export function failureOf(thrown: unknown, kind: ModelFailure['kind']): ModelFailure {
  if (thrown instanceof ModelError) return thrown.failure;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    return { kind: 'cancelled', message: 'Cancelled.' };
  }
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') {
    return { kind: 'storage', message: 'This browser has no room left for the model.' };
  }
  return { kind, message: wordsOf(thrown) };
}
