import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement, shuffle } from '#core/random/sampling.ts';

const byNumber = (a: number, b: number): number => a - b;

describe('sampleWithoutReplacement', () => {
  it('draws distinct places, as many as asked or as there are', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(40), fc.integer(), (length, count, seed) => {
        const items = Array.from({ length }, (_, index) => index);
        const sample = sampleWithoutReplacement(items, count, keyedRandom(seed, 'test', 0));
        expect(sample).toHaveLength(Math.min(count, length));
        expect(new Set(sample).size).toBe(sample.length);
        expect(items).toEqual(Array.from({ length }, (_, index) => index));
      }),
    );
  });

  it('draws every item about as often', () => {
    const drawn = [0, 0, 0, 0, 0];
    for (let id = 0; id < 5000; id += 1) {
      for (const item of sampleWithoutReplacement([0, 1, 2, 3, 4], 2, keyedRandom(3, 'fair', id))) {
        drawn[item] = (drawn[item] ?? 0) + 1;
      }
    }
    for (const count of drawn) expect(Math.abs(count - 2000)).toBeLessThan(180);
  });
});

describe('shuffle', () => {
  it('keeps the items and reaches every order', () => {
    const orders = new Set<string>();
    for (let id = 0; id < 400; id += 1) {
      const shuffled = shuffle([1, 2, 3, 4], keyedRandom(5, 'orders', id));
      expect(shuffled.toSorted(byNumber)).toEqual([1, 2, 3, 4]);
      orders.add(shuffled.join(''));
    }
    expect(orders.size).toBe(24);
  });
});
