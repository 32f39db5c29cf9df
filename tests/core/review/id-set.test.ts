import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdSet } from '#core/review/id-set.ts';

const id = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 1_000_000 }));

test('holds what a plain set holds, the lowest first', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, fc.boolean())), (steps) => {
      const [set, plain] = [new IdSet(), new Set<number>()];
      for (const [one, isAdded] of steps) {
        const isChanged = isAdded ? !plain.has(one) : plain.has(one);
        if (isAdded) plain.add(one);
        else plain.delete(one);
        expect(isAdded ? set.add(one) : set.delete(one)).toBe(isChanged);
        expect(set.has(one)).toBe(isAdded);
      }
      expect(Array.from(set.ids())).toEqual([...plain].sort((a, b) => a - b));
      expect(set.size).toBe(plain.size);
      set.clear();
      expect([set.size, set.ids().length]).toEqual([0, 0]);
    }),
  );
});

test('ids at the ends of a word are ids like others', () => {
  const set = new IdSet();
  for (const one of [31, 32, 63, 64]) set.add(one);
  expect(Array.from(set.ids())).toEqual([31, 32, 63, 64]);
  expect([set.has(30), set.has(33), set.has(65), set.has(10 ** 6)]).toEqual(
    Array.from({ length: 4 }, () => false),
  );
});
