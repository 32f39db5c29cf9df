import { expect, test } from 'vitest';
import type { Funnel } from '#core/model/run.ts';
import { emptyFunnel } from '#core/pipeline/funnel.ts';
import { readReviewAddress } from '#core/review/review-address.ts';
import { funnelRows } from '#ui/parts/generate/funnel-rows.ts';

const funnel: Funnel = {
  replies: 20,
  proposed: 150,
  wellFormed: 120,
  novel: 60,
  typed: 50,
  classification: 10,
  complete: 40,
  losses: {
    'reply-cut': 2,
    'too-short': 5,
    'banned-word': 20,
    'item-empty': 5,
    'too-similar': 60,
    'no-instance': 4,
  },
};

const rowOf = (stage: string): ReturnType<typeof funnelRows>[number] | undefined =>
  funnelRows(funnel).find((row) => row.stage === stage);

test('the stages stand in the order of the work', () => {
  expect(funnelRows(funnel).map((row) => [row.stage, row.count])).toEqual([
    ['Replies', 20],
    ['Proposed', 150],
    ['Well-formed', 120],
    ['Novel', 60],
    ['Typed', 50],
    ['Complete', 40],
  ]);
});

test('bars are shares of what was proposed; replies have none', () => {
  expect(funnelRows(funnel).map((row) => row.share)).toEqual([
    null,
    1,
    120 / 150,
    60 / 150,
    50 / 150,
    40 / 150,
  ]);
});

test('losses stand where they happened, the most frequent first', () => {
  expect(rowOf('Replies')?.losses.map((loss) => loss.label)).toEqual(['cut off']);
  expect(rowOf('Well-formed')?.losses.map((loss) => [loss.label, loss.count])).toEqual([
    ['banned word', 20],
    ['too short', 5],
    ['empty', 5],
  ]);
  expect(rowOf('Novel')?.losses.map((loss) => loss.count)).toEqual([60]);
});

test('every link is one that Review reads whole', () => {
  const queries = funnelRows(funnel)
    .flatMap((row) => row.losses)
    .map(({ query }) => query)
    .filter((query) => query !== undefined);
  expect(queries).toHaveLength(4);
  for (const query of queries) {
    // A dimension of an address may have several values; a link of the funnel names one.
    const values = Object.entries(query).map(([name, value]) => [name, [value]]);
    expect(readReviewAddress(query).query).toMatchObject(Object.fromEntries(values));
  }
});

test('what waits is told, without what was given up', () => {
  expect(rowOf('Typed')?.notes).toEqual(['10 classification', '40 other', '10 waiting']);
  expect(rowOf('Complete')?.notes).toEqual(['6 waiting']);
});

test('an empty funnel divides by nothing', () => {
  expect(funnelRows(emptyFunnel).every((row) => row.share === null || row.share === 0)).toBe(true);
});
