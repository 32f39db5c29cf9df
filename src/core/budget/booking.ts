import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { spent, type Price, type Spending } from './price.ts';

/** Failures after which nobody knows whether the provider did the work and bills it. */
const unsettled: readonly CallFailureKind[] = [
  'timed-out',
  'cut-connection',
  'cancelled',
  'interrupted',
  'not-json',
  'empty-reply',
  'error-in-reply',
];
/** A connection that breaks sooner, in milliseconds, broke before a model had written anything. */
const SOONEST_REPLY_MS = 1_000;
/** Answers of a proxy that did not wait for the model. */
const gatewayTimeouts: readonly number[] = [504, 524];

/**
 * What a call took, by the provider's count; null where that is not known and the most that it can
 * have taken must be booked. Calls that were refused took nothing but themselves, and what was not
 * sent for want of a network took nothing. `tookMs`: how long the call was out, where that is known.
 */
export function takenBy(outcome: Outcome, price: Price | null, tookMs = Infinity): Spending | null {
  if (outcome.kind === 'reply') {
    return outcome.usage === undefined ? null : spent(outcome.usage, price);
  }
  const { kind, usage, status = 0 } = outcome.failure;
  if (usage !== undefined) return spent(usage, price);
  const mayHaveWorked =
    unsettled.includes(kind) ||
    gatewayTimeouts.includes(status) ||
    (kind === 'unreachable' && tookMs >= SOONEST_REPLY_MS);
  if (mayHaveWorked) return null;
  return { requests: kind === 'offline' ? 0 : 1, tokens: 0, usd: 0 };
}
