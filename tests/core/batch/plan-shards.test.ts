import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsProblem, openAiLimits, planShards } from '#core/batch/plan-shards.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 200 });
const limits = fc.record({
  requests: fc.integer({ min: 1, max: 30 }),
  bytes: fc.integer({ min: 100, max: 1000 }),
});

describe('shards', () => {
  it('hold every line once, in order, within both limits, and no shard could be joined', () => {
    fc.assert(
      fc.property(sizes, limits, (lines, most) => {
        const planned = planShards(lines, most);
        if (!planned.ok) throw new Error(planned.error);
        const shards = planned.value;
        let next = 0;
        for (const [index, { from, requests, bytes }] of shards.entries()) {
          expect(from).toBe(next);
          next += requests;
          const held = lines.slice(from, next);
          expect(bytes).toBe(held.reduce((sum, size) => sum + size, 0));
          expect(requests).toBeLessThanOrEqual(most.requests);
          expect(bytes).toBeLessThanOrEqual(most.bytes);
          const following = shards[index + 1];
          if (following === undefined) continue;
          const first = lines[following.from] ?? 0;
          expect(requests === most.requests || bytes + first > most.bytes).toBe(true);
        }
        expect(next).toBe(lines.length);
      }),
    );
  });

  it('are a hundred for 50,000 requests of 500 each, and two by OpenAI’s own limits', () => {
    const lines = Array.from({ length: 50_000 }, () => 7_000);
    const small = planShards(lines, { requests: 500, bytes: openAiLimits.bytes });
    expect(small.ok && small.value.length).toBe(100);
    const large = planShards(lines, openAiLimits);
    expect(large.ok && large.value.map(({ bytes }) => bytes)).toEqual([199_997_000, 150_003_000]);
  });

  it('refuses a line that no file can hold, and limits that are none', () => {
    expect(planShards([10, 300], { requests: 5, bytes: 200 })).toMatchObject({
      ok: false,
      error: 'One request alone takes 300 bytes, and a file may have 200.',
    });
    expect(limitsProblem(openAiLimits)).toBeNull();
    expect(limitsProblem({ requests: 0, bytes: 10 })).toMatch(/at least one request/);
    expect(limitsProblem({ requests: 1.5, bytes: 10 })).toMatch(/at least one request/);
    expect(limitsProblem({ requests: 1, bytes: Number.NaN })).toMatch(/some bytes/);
  });
});
