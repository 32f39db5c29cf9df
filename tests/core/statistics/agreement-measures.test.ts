import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kappa, wilson } from '#core/statistics/agreement-measures.ts';
import { fleissKappa } from '#core/statistics/fleiss-kappa.ts';

describe('Fleiss’ kappa', () => {
  it('is that of the worked example: 14 raters, 10 subjects, 5 categories', () => {
    const table = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    // P̄ = 0.378, P̄e = 0.213
    expect(fleissKappa(table)).toBeCloseTo(0.21, 3);
  });

  it('is 1 where all agree on more than one category, and undefined on one or on nothing', () => {
    expect(
      fleissKappa([
        [3, 0],
        [0, 3],
      ]),
    ).toBe(1);
    expect(
      fleissKappa([
        [3, 0],
        [3, 0],
      ]),
    ).toBeNull();
    expect(fleissKappa([])).toBeNull();
  });

  it('of two raters is Scott’s pi: it never is above Cohen’s kappa', () => {
    const count = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(count, count, count, count, (both, first, second, neither) => {
        const rows = [
          ...Array.from({ length: both }, () => [2, 0]),
          ...Array.from({ length: first + second }, () => [1, 1]),
          ...Array.from({ length: neither }, () => [0, 2]),
        ];
        const [fleiss, cohen] = [fleissKappa(rows), kappa(both, first, second, neither)];
        if (fleiss === null || cohen === null) return;
        expect(fleiss).toBeLessThanOrEqual(cohen + 1e-12);
        expect(fleiss).toBeGreaterThanOrEqual(-1 - 1e-12);
        // Equal where both say yes as often.
        if (first === second) expect(fleiss).toBeCloseTo(cohen, 10);
      }),
    );
  });
});

describe('Cohen’s kappa', () => {
  it.each([
    // Two tables of 100 with the same agreement of 60 %, and other margins.
    [45, 15, 25, 15, 0.1304],
    [25, 35, 5, 35, 0.2593],
  ])('of %i, %i, %i, %i is known', (both, first, second, neither, expected) => {
    expect(kappa(both, first, second, neither)).toBeCloseTo(expected, 4);
  });
});

describe('Wilson’s interval', () => {
  it.each([
    // Newcombe 1998, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    // 92 % of 200, the published share of valid tasks; by hand.
    [184, 200, 0.874, 0.9501],
  ])('of %i in %i is the published one', (hits, all, low, high) => {
    const interval = wilson(hits, all);
    expect(interval.low).toBeCloseTo(low, 3);
    expect(interval.high).toBeCloseTo(high, 3);
  });

  it('holds the share, lies within 0–1 and mirrors', () => {
    const counts = fc
      .integer({ min: 1, max: 5000 })
      .chain((all) => fc.tuple(fc.integer({ min: 0, max: all }), fc.constant(all)));
    fc.assert(
      fc.property(counts, ([hits, all]) => {
        const { low, high } = wilson(hits, all);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-12).toBeLessThanOrEqual(hits / all);
        expect(high + 1e-12).toBeGreaterThanOrEqual(hits / all);
        const mirrored = wilson(all - hits, all);
        expect(mirrored.low).toBeCloseTo(1 - high, 10);
      }),
    );
  });
});
