import type { Outcome } from '#core/model/model-call.ts';
import { reasoningLength } from './chat-habits.ts';

/**
 * Cuts a reply at the first stop sequence, as a completion endpoint would have done: chat models
 * may ignore stops or refuse them. Reasoning before the answer is not looked through. Returns the
 * text and whether it was cut.
 */
export function applyStops(
  text: string,
  stops: readonly string[],
): { readonly text: string; readonly isCut: boolean } {
  const from = reasoningLength(text);
  const places = stops.map((stop) => text.indexOf(stop, from)).filter((place) => place >= 0);
  if (places.length === 0) return { text, isCut: false };
  return { text: text.slice(0, Math.min(...places)), isCut: true };
}

/**
 * The part of an outcome that counts: a stored reply is whole, and is read up to the first stop of
 * its request. A text that was cut so already stays as it is; a failure too.
 */
export function countedPart(outcome: Outcome, stops: readonly string[]): Outcome {
  if (outcome.kind === 'failure') return outcome;
  const { text, isCut } = applyStops(outcome.text, stops);
  // What ran on past a stop was not cut by length: the part that counts is whole.
  return isCut ? { ...outcome, text, finishReason: 'stop' } : outcome;
}
