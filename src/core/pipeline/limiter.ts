import type { CallFailureKind } from '#core/model/model-call.ts';

/** How many calls may be in flight, and not before when the next may start. */
export interface Limiter {
  readonly limit: number;
  readonly most: number;
  /** Until the first refusal nobody knows the provider's limit, and it is looked for quickly. */
  readonly isSearching: boolean;
  /** Successes since the limit last changed. */
  readonly streak: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  /** The network is gone: one call at a time finds out whether it is back. */
  readonly isProbing: boolean;
}

const FIRST_LIMIT = 4;
const STREAK_FOR_ONE_MORE = 25;
const CUT_ON_RATE_LIMIT = 0.75;

/** A limiter that starts low and may grow to `most`. */
export function startLimiter(most: number): Limiter {
  return {
    limit: Math.min(FIRST_LIMIT, most),
    most,
    isSearching: true,
    streak: 0,
    notBefore: 0,
    isProbing: false,
  };
}

/**
 * One more slot: with every success until the first refusal (as TCP starts), after that with a
 * streak of 25 (additive increase).
 */
export function afterSuccess(before: Limiter): Limiter {
  const limiter = { ...before, isProbing: false };
  const streak = limiter.streak + 1;
  if (!limiter.isSearching && streak < STREAK_FOR_ONE_MORE) return { ...limiter, streak };
  return { ...limiter, streak: 0, limit: Math.min(limiter.most, limiter.limit + 1) };
}

/** A quarter fewer slots, and none before `until` (multiplicative decrease). */
export function afterRateLimit(limiter: Limiter, until: number): Limiter {
  return {
    ...holdUntil(limiter, until),
    limit: Math.max(1, Math.floor(limiter.limit * CUT_ON_RATE_LIMIT)),
    isSearching: false,
    streak: 0,
  };
}

/** Nothing new before `until`; the limit stays. */
export function holdUntil(limiter: Limiter, until: number): Limiter {
  return { ...limiter, notBefore: Math.max(limiter.notBefore, until) };
}

/** No network: nothing before `until`, and then one call at a time until one succeeds. */
function afterOffline(limiter: Limiter, until: number): Limiter {
  return { ...holdUntil(limiter, until), isProbing: true };
}

/** After a failure that is tried again not before `until`; `everyone`: no other call may start either. */
export function afterFailure(
  limiter: Limiter,
  kind: CallFailureKind,
  everyone: boolean,
  until: number,
): Limiter {
  if (kind === 'rate-limited') return afterRateLimit(limiter, until);
  if (kind === 'offline') return afterOffline(limiter, until);
  return everyone ? holdUntil(limiter, until) : limiter;
}

/** How many calls may be in flight as things stand. */
export function slotsOf({ limit, isProbing }: Limiter): number {
  return isProbing ? Math.min(1, limit) : limit;
}
