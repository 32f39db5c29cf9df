import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { spent, type Price, type Spending } from './price.ts';

/** Failures after which nobody knows whether the provider did the work and bills it. */
const unsettled: readonly CallFailureKind[] = [
  'timed-out',
  'cut-connection',
  'cancelled',
  'interrupted',
  'not-json',
];

/**
 * What a call took, by the provider's count; null where that is not known and the most that it can
 * have taken must be booked. Calls that were refused took nothing but themselves.
 */
export function takenBy(outcome: Outcome, price: Price | null): Spending | null {
  if (outcome.kind === 'reply') {
    return outcome.usage === undefined ? null : spent(outcome.usage, price);
  }
  if (unsettled.includes(outcome.failure.kind)) return null;
  return { requests: 1, tokens: 0, usd: 0 };
}
