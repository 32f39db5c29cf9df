import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agreementAt,
  ratingAgreement,
  tallyScores,
  type ScoredTask,
} from '#core/errands/agreement.ts';
import { kappa, spearman, wilson } from '#core/statistics/agreement-measures.ts';

const scored: fc.Arbitrary<ScoredTask> = fc.record({
  score: fc.integer({ min: 1, max: 5 }),
  verdict: fc.constantFrom('accepted', 'rejected', null),
  rating: fc.option(fc.integer({ min: 1, max: 5 })),
});

describe('the agreement of a judge and people', () => {
  it('counts every task that both judged once, whatever the threshold', () => {
    fc.assert(
      fc.property(fc.array(scored), fc.integer({ min: 0, max: 6 }), (tasks, threshold) => {
        const found = agreementAt(tallyScores(tasks), threshold);
        const both = tasks.filter(({ verdict }) => verdict !== null);
        const agreed = both.filter(
          ({ score, verdict }) => score >= threshold === (verdict === 'accepted'),
        );
        expect(found.compared).toBe(both.length);
        expect(found.bothAccept + found.bothReject).toBe(agreed.length);
        if (both.length === 0) expect(found.share).toBeNull();
        else expect(found.share?.value).toBeCloseTo(agreed.length / both.length, 12);
      }),
    );
  });

  it('leaves tasks that nobody judged out, and counts ratings apart', () => {
    const tally = tallyScores([
      { score: 5, verdict: 'accepted', rating: 5 },
      { score: 5, verdict: null, rating: 4 },
      { score: 2, verdict: 'rejected', rating: 1 },
      { score: 2, verdict: null, rating: null },
    ]);
    expect(tally.map(({ score, unjudged }) => [score, unjudged])).toEqual([
      [2, 1],
      [5, 1],
    ]);
    expect(agreementAt(tally, 4)).toMatchObject({ compared: 2, bothAccept: 1, bothReject: 1 });
    expect(ratingAgreement(tally).rated).toBe(3);
    expect(ratingAgreement(tally).correlation).toBeCloseTo(0.866, 3);
  });
});

describe('measures of agreement', () => {
  it('give the known values', () => {
    // Cohen’s 1960 form, worked by hand: 0.7 observed, 0.5 by chance.
    expect(kappa(20, 5, 10, 15)).toBeCloseTo(0.4, 12);
    expect(kappa(10, 0, 0, 0)).toBeNull();
    expect(kappa(0, 0, 0, 0)).toBeNull();
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
    expect(wilson(0, 10).low).toBe(0);
  });

  it('rank with ties as plain ranking would', () => {
    const value = fc.integer({ min: 1, max: 5 });
    const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(pairs, (list) => {
        const counted = list.map(([first, second]) => ({ first, second, count: 1 }));
        const expected = plainSpearman(list);
        const found = spearman(counted);
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 9);
      }),
    );
  });
});

/** By the definition: Pearson’s correlation of mean ranks. */
function plainSpearman(list: readonly (readonly [number, number])[]): number | null {
  const [a, b] = [0, 1].map((side) => {
    const values = list.map((pair) => pair[side] ?? 0);
    return values.map((value) => {
      const below = values.filter((other) => other < value).length;
      const same = values.filter((other) => other === value).length;
      return below + (same + 1) / 2;
    });
  });
  const mean = (list.length + 1) / 2;
  const sum = (first: number[] = [], second: number[] = []): number =>
    first.reduce((all, rank, at) => all + (rank - mean) * ((second[at] ?? 0) - mean), 0);
  const spread = Math.sqrt(sum(a, a) * sum(b, b));
  return spread === 0 ? null : sum(a, b) / spread;
}
