import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QualityAnswers } from '#core/model/quality.ts';
import { agreementOf, type AnswersByPlace } from '#core/quality/agreement.ts';
import { publishedShare, qualityMeasures, tallyOf } from '#core/quality/tally.ts';

const yes: QualityAnswers = { task: true, input: true, output: true };
const wrong: QualityAnswers = { task: true, input: true, output: false };

const answers: fc.Arbitrary<QualityAnswers> = fc.record(
  { task: fc.boolean(), input: fc.boolean(), output: fc.boolean() },
  { requiredKeys: [] },
);
const byPlace: fc.Arbitrary<AnswersByPlace> = fc
  .array(fc.tuple(fc.nat({ max: 8 }), answers))
  .map((some) => new Map(some));

describe('the result of a quality review', () => {
  it('counts each question where it was answered, and all three where all were', () => {
    const counts = tallyOf([yes, wrong, { task: false }, { task: true, output: true }, {}]);
    expect(counts.map(({ measure, yes: hits, answered }) => [measure, hits, answered])).toEqual([
      ['task', 3, 4],
      ['input', 2, 2],
      ['output', 2, 3],
      ['all', 1, 2],
    ]);
    expect(counts[0]?.share).toMatchObject({ value: 0.75 });
    expect(tallyOf([]).every(({ share }) => share === null)).toBe(true);
  });

  it('stands beside the published shares', () => {
    const shares = qualityMeasures.map((measure) => publishedShare(measure).value);
    expect(shares).toEqual([0.92, 0.79, 0.58, 0.54]);
  });

  it('never has more yes to all than to any one question', () => {
    const complete = fc.record({ task: fc.boolean(), input: fc.boolean(), output: fc.boolean() });
    fc.assert(
      fc.property(fc.array(complete), (all) => {
        const counts = tallyOf(all);
        const of = (measure: string): number =>
          counts.find((count) => count.measure === measure)?.yes ?? -1;
        expect(of('all')).toBeLessThanOrEqual(Math.min(of('task'), of('input'), of('output')));
      }),
    );
  });
});

describe('the agreement of reviewers', () => {
  it('needs two of them', () => {
    expect(agreementOf([])).toBeNull();
    expect(agreementOf([new Map([[0, yes]])])).toBeNull();
  });

  it('of two is counted on what both answered, with Cohen’s kappa', () => {
    // The worked example: 20 both yes, 5 and 10 apart, 15 both no.
    const said = [
      ...Array.from({ length: 20 }, () => [true, true] as const),
      ...Array.from({ length: 5 }, () => [true, false] as const),
      ...Array.from({ length: 10 }, () => [false, true] as const),
      ...Array.from({ length: 15 }, () => [false, false] as const),
    ];
    const one = new Map<number, QualityAnswers>(said.map(([task], at) => [at, { task }]));
    const other = new Map<number, QualityAnswers>(said.map(([, task], at) => [at, { task }]));
    one.set(99, { task: true, input: true });
    const agreement = agreementOf([one, other]);
    expect(agreement?.measures[0]).toMatchObject({ measure: 'task', compared: 50, agreed: 35 });
    expect(agreement?.measures[0]?.kappa).toBeCloseTo(0.4, 12);
    expect(agreement?.measures[1]).toMatchObject({ compared: 0, agreed: 0, kappa: null });
    expect(agreement?.differing).toEqual(Array.from({ length: 15 }, (_, at) => 20 + at));
  });

  it('of three is that of all, with Fleiss’ kappa', () => {
    const three = [
      [yes, yes, yes],
      [yes, yes, wrong],
      [wrong, wrong, wrong],
      [wrong, yes, wrong],
    ] as const;
    const agreement = agreementOf(
      [0, 1, 2].map((who) => new Map(three.map((row, at) => [at, row[who] ?? {}]))),
    );
    // Rows 3-0, 2-1, 0-3, 1-2: P̄ = (1 + 1/3 + 1 + 1/3) / 4 = 2/3; both chosen half the time.
    expect(agreement?.measures[2]).toMatchObject({ compared: 4, agreed: 2 });
    expect(agreement?.measures[2]?.kappa).toBeCloseTo(1 / 3, 12);
    expect(agreement?.measures[0]?.kappa).toBeNull();
    expect(agreement?.differing).toEqual([1, 3]);
  });

  it('does not depend on the order, and with oneself is whole', () => {
    fc.assert(
      fc.property(byPlace, byPlace, byPlace, (one, two, three) => {
        const close = (value: number | null): string => value?.toFixed(9) ?? 'none';
        const shape = (some: readonly AnswersByPlace[]): unknown => {
          const agreement = agreementOf(some);
          return [
            agreement?.differing,
            agreement?.measures.map((each) => ({ ...each, kappa: close(each.kappa) })),
          ];
        };
        expect(shape([two, one])).toEqual(shape([one, two]));
        expect(shape([three, one, two])).toEqual(shape([one, two, three]));
        const own = agreementOf([one, one]);
        expect(own?.differing).toEqual([]);
        for (const each of own?.measures ?? []) expect(each.agreed).toBe(each.compared);
      }),
    );
  });
});
