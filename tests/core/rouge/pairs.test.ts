import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairReport } from '#core/rouge/pair-report.ts';
import { countPairs } from '#core/rouge/pairs.ts';
import { createPairScan } from '#workers/similarity/pair-scan.ts';
import { pools, scoreOf, thresholds } from './arbitraries.ts';

/** All pairs by plain dynamic programming: earlier position, later position, score. */
function allPairs(texts: readonly string[]): { first: number; second: number; score: number }[] {
  return texts.flatMap((a, first) =>
    texts.slice(first + 1).map((b, i) => ({ first, second: first + 1 + i, score: scoreOf(a, b) })),
  );
}

function finish<T>(scan: Generator<number, T>): T {
  for (;;) {
    const step = scan.next();
    if (step.done === true) return step.value;
    expect(step.value).toBeGreaterThanOrEqual(0);
    expect(step.value).toBeLessThanOrEqual(1);
  }
}

const paper = (threshold: number) => ({ tokeniser: 'paper', threshold }) as const;

describe('near pairs', () => {
  it('are all that plain dynamic programming finds, counted above and exactly at', () => {
    fc.assert(
      fc.property(pools, thresholds, (pool, threshold) => {
        const scores = allPairs(pool).map(({ score }) => score);
        expect(countPairs(pool, threshold)).toEqual({
          above: scores.filter((score) => score > threshold).length,
          // Pairs that share nothing are not listed, whatever the threshold.
          exactly: scores.filter((score) => score === threshold && score > 0).length,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('come most alike first, with the groups that they join', () => {
    fc.assert(
      fc.property(pools, fc.constantFrom(0.5, 0.7), (pool, threshold) => {
        const items = pool.map((text, i) => ({ id: 100 - i, text }));
        const report = finish(pairReport(items, paper(threshold), 5));
        const wanted = allPairs(pool)
          .filter(({ score }) => score > threshold)
          .sort((a, b) => b.score - a.score || a.first - b.first || a.second - b.second);
        expect(report.above).toBe(wanted.length);
        expect(report.pairs).toEqual(
          wanted.slice(0, 5).map(({ first, second, score }) => ({
            first: 100 - first,
            second: 100 - second,
            score,
          })),
        );
        const grouped = new Set(report.groups.flat());
        expect(grouped.size).toBe(report.groups.flat().length);
        for (const { first, second } of wanted) {
          const group = report.groups.find((one) => one.includes(100 - first));
          expect(group).toContain(100 - second);
        }
        expect(grouped).toEqual(
          new Set(wanted.flatMap(({ first, second }) => [100 - first, 100 - second])),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('a pair scan', () => {
  const items = Array.from({ length: 3000 }, (_, i) => ({
    id: i,
    text: `write a poem about the number ${i % 40} and the letter ${i % 23}`,
  }));

  /** A clock by which every look at it is a turn of its own. */
  const hurried = (): (() => number) => {
    let now = 0;
    return () => (now += 100);
  };

  it('reports progress and can be cancelled', async () => {
    const scan = createPairScan(hurried());
    const shares: number[] = [];
    const answer = await scan.findPairs(items, paper(0.9), 10, (share) => {
      shares.push(share);
      if (shares.length === 3) void scan.cancelPairs();
    });
    expect(answer).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(shares).toHaveLength(3);
  });

  it('is ended by the next one, which answers', async () => {
    const scan = createPairScan(hurried());
    const [first, second] = await Promise.all([
      scan.findPairs(items, paper(0.9), 10, () => undefined),
      scan.findPairs(items.slice(0, 50), paper(0.9), 10, () => undefined),
    ]);
    expect(first).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(second.ok).toBe(true);
  });

  it('refuses a threshold outside 0 to 1', async () => {
    const scan = createPairScan();
    const answer = await scan.findPairs(items, paper(1.5), 10, () => undefined);
    expect(answer).toEqual({ ok: false, error: { kind: 'bad-threshold', threshold: 1.5 } });
  });
});
