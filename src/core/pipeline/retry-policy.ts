import type { CallFailure, CallFailureKind } from '#core/model/model-call.ts';
import type { Random } from '#core/random/keyed-random.ts';

/** Longest wait between two tries without a hint, in milliseconds. */
const LONGEST_BACKOFF_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
/** Cool-down after a rate limit that came without a hint, in milliseconds. */
const COOL_DOWN_MS = 2_000;
/** Tries at one request before the run stops and says why. */
const MOST_TRIES = 6;

const passing: readonly CallFailureKind[] = [
  'rate-limited',
  'server-error',
  'timed-out',
  'cut-connection',
  'error-in-reply',
  'unreachable',
  'offline',
  'empty-reply',
];

/** What to do about a failed try. */
export type Remedy =
  /** Send again, not before `delayMs` have passed. */
  | { readonly kind: 'retry'; readonly delayMs: number; readonly everyone: boolean }
  /** This request can't succeed; the run goes on without it. */
  | { readonly kind: 'close' }
  /** Nothing can succeed until a person has done something. */
  | { readonly kind: 'block' };

/**
 * Decides what follows a failed try. `tries` counts the tries so far, this one included. A wait
 * that the server names is kept to; otherwise full jitter over a doubling span. `everyone`: no
 * other call may start before then either.
 */
export function remedyFor(failure: CallFailure, tries: number, random: Random): Remedy {
  if (failure.kind === 'rate-limited') {
    // A rate limit is no fault of the request, so it never uses tries up.
    const delayMs = failure.retryAfterMs ?? COOL_DOWN_MS + jitter(tries, random);
    return { kind: 'retry', delayMs, everyone: true };
  }
  if (failure.kind === 'offline') {
    return { kind: 'retry', delayMs: jitter(tries, random), everyone: true };
  }
  if (failure.isMended === true) return { kind: 'retry', delayMs: 0, everyone: false };
  if (failure.kind === 'empty-reply' && tries >= 2) return { kind: 'close' };
  if (!passing.includes(failure.kind)) return { kind: 'block' };
  if (failure.kind === 'unreachable' && tries >= 3) return { kind: 'block' };
  if (tries >= MOST_TRIES) return { kind: 'block' };
  const delayMs = failure.retryAfterMs ?? jitter(tries, random);
  return { kind: 'retry', delayMs, everyone: failure.retryAfterMs !== undefined };
}

function jitter(tries: number, random: Random): number {
  const span = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (tries - 1));
  return Math.round(span * random());
}
