import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterRateLimit,
  afterSuccess,
  startLimiter,
  type Limiter,
} from '#core/pipeline/limiter.ts';

const succeed = (limiter: Limiter, times: number): Limiter =>
  Array.from({ length: times }).reduce<Limiter>((each) => afterSuccess(each), limiter);

describe('the limiter', () => {
  it('finds its ceiling quickly while nothing is refused', () => {
    expect(succeed(startLimiter(32), 28).limit).toBe(32);
    expect(succeed(startLimiter(32), 500).limit).toBe(32);
  });

  it('gives a quarter up on a refusal, and then grows by one a streak', () => {
    const refused = afterRateLimit(succeed(startLimiter(32), 16), 5_000);
    expect(refused).toMatchObject({ limit: 15, notBefore: 5_000 });
    expect(succeed(refused, 24).limit).toBe(15);
    expect(succeed(refused, 50).limit).toBe(17);
  });

  it('stays between one and its ceiling, and never forgets a longer wait', () => {
    const step = fc.option(fc.nat(10_000));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.array(step), (most, steps) => {
        let limiter = startLimiter(most);
        let latest = 0;
        for (const until of steps) {
          limiter = until === null ? afterSuccess(limiter) : afterRateLimit(limiter, until);
          latest = Math.max(latest, until ?? 0);
          expect(limiter.limit).toBeGreaterThanOrEqual(1);
          expect(limiter.limit).toBeLessThanOrEqual(most);
          expect(limiter.notBefore).toBe(latest);
        }
      }),
    );
  });
});
