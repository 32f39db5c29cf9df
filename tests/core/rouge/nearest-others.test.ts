import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import { nearestOthers, type NearestOthers } from '#core/rouge/nearest-others.ts';
import { kernelEngine } from '#workers/similarity/kernel-engine.ts';
import { families, pools, scoreOf } from './arbitraries.ts';

const plain = (settings: Parameters<typeof kernelEngine>[0]) =>
  createRougeEngine(settings, 'plain');

function find(pool: readonly string[], engine = kernelEngine): NearestOthers {
  const items = pool.map((text, i) => ({ id: 10 + 3 * i, text }));
  const scan = nearestOthers(items, 'paper', engine);
  let share = 0;
  for (;;) {
    const step = scan.next();
    if (step.done === true) return step.value;
    expect(step.value).toBeGreaterThanOrEqual(share);
    expect(step.value).toBeLessThanOrEqual(1);
    share = step.value;
  }
}

/** Every item against every other, by plain dynamic programming. */
function byBruteForce(pool: readonly string[]): { score: number; id: number }[] {
  return pool.map((text, i) => {
    let best = { score: 0, id: 0 };
    pool.forEach((other, j) => {
      const score = i === j ? 0 : scoreOf(text, other);
      if (score > best.score) best = { score, id: 10 + 3 * j };
    });
    return best;
  });
}

const listed = ({ scores, ids }: NearestOthers) =>
  Array.from(scores, (score, i) => ({ score, id: ids[i] ?? 0 }));

test('the nearest other item of each is what plain dynamic programming finds', () => {
  fc.assert(
    fc.property(pools, (pool) => {
      const wanted = byBruteForce(pool);
      expect(listed(find(pool))).toEqual(wanted);
      expect(listed(find(pool, plain))).toEqual(wanted);
    }),
    { numRuns: 200 },
  );
});

test('also where nearly all texts are alike, which the search by pairs gives up on', () => {
  fc.assert(
    fc.property(families, fc.nat(30), (family, more) => {
      const start = 'name the three things that one needs most of all for number';
      const alike = Array.from({ length: 300 + more }, (_, i) => `${start} ${i}`);
      const pool = [...alike, ...family];
      expect(listed(find(pool))).toEqual(byBruteForce(pool));
    }),
    { numRuns: 3 },
  );
});

test('texts without a word are near nothing, not even to themselves', () => {
  const found = find(['!!!', 'Name a bird.', '!!!', 'Name a bird', '…', 'Quite unlike']);
  expect(listed(found)).toEqual([
    { score: 0, id: 0 },
    { score: 1, id: 19 },
    { score: 0, id: 0 },
    { score: 1, id: 13 },
    { score: 0, id: 0 },
    { score: 0, id: 0 },
  ]);
});

test('of items with the same text each has the first of the others', () => {
  const found = find(['Name a bird.', 'Name a bird.', 'name a BIRD', 'Name a bird.']);
  expect(Array.from(found.ids)).toEqual([13, 10, 10, 10]);
});

test('nothing has no nearest', () => {
  expect(listed(find([]))).toEqual([]);
  expect(listed(find(['Name a bird.']))).toEqual([{ score: 0, id: 0 }]);
});
