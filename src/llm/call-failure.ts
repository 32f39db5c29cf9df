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

const SHORTEST_SECRET = 8;

/** Takes a whole key out of text that came from a provider. */
export function redact(text: string, key: string | null): string {
  return key === null || key.length < SHORTEST_SECRET ? text : text.replaceAll(key, '[key]');
}

/**
 * The same for what is said of an error: some providers quote the start of a key there. In a reply
 * the same letters may well be a word.
 */
export function redactError(text: string, key: string | null): string {
  if (key === null || key.length < SHORTEST_SECRET) return text;
  return redact(text, key).replaceAll(key.slice(0, SHORTEST_SECRET), '[key]');
}
