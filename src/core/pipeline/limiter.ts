/** How many calls may be in flight, and not before when the next may start. */
export interface Limiter {
  readonly limit: number;
  readonly most: number;
  /** Successes since the limit last changed. */
  readonly streak: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
}

const FIRST_LIMIT = 4;
const STREAK_FOR_ONE_MORE = 25;
const CUT_ON_RATE_LIMIT = 0.75;

/** A limiter that starts low and may grow to `most`. */
export function startLimiter(most: number): Limiter {
  return { limit: Math.min(FIRST_LIMIT, most), most, streak: 0, notBefore: 0 };
}

/** One more slot after a streak of successes (additive increase). */
export function afterSuccess(limiter: Limiter): Limiter {
  const streak = limiter.streak + 1;
  if (streak < STREAK_FOR_ONE_MORE) return { ...limiter, streak };
  return { ...limiter, streak: 0, limit: Math.min(limiter.most, limiter.limit + 1) };
}

/** A quarter fewer slots, and none before `until` (multiplicative decrease). */
export function afterRateLimit(limiter: Limiter, until: number): Limiter {
  return {
    ...limiter,
    limit: Math.max(1, Math.floor(limiter.limit * CUT_ON_RATE_LIMIT)),
    streak: 0,
    notBefore: Math.max(limiter.notBefore, until),
  };
}

/** Nothing new before `until`; the limit stays. */
export function holdUntil(limiter: Limiter, until: number): Limiter {
  return { ...limiter, notBefore: Math.max(limiter.notBefore, until) };
}
