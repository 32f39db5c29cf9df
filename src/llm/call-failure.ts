import type { CallFailure, CallFailureKind, Outcome } from '#core/model/model-call.ts';

const LONGEST_EVIDENCE = 2000;

/** A failed call as an outcome. */
export function failed(
  kind: CallFailureKind,
  message: string,
  details: Omit<CallFailure, 'kind' | 'message'> = {},
): Outcome {
  return { kind: 'failure', failure: { kind, message, ...details } };
}

/** The start of a body that could not be read, short enough to store. */
export function evidenceOf(body: string): string {
  return body.length > LONGEST_EVIDENCE ? `${body.slice(0, LONGEST_EVIDENCE)}…` : body;
}

/**
 * Takes a key out of text that came from a provider: some quote it, whole or its start, in their
 * error messages.
 */
export function redact(text: string, key: string | null): string {
  if (key === null || key.length < 8) return text;
  return text.replaceAll(key, '[key]').replaceAll(key.slice(0, 8), '[key]');
}
