import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readExploreAddress, writeExploreAddress } from '#core/explore/explore-address.ts';

const measure = fc.constantFrom('rouge', 'vectors', 'words');
const threshold = fc.integer({ min: 0, max: 10_000 }).map((share) => share / 10_000);

test('a look for near-duplicates comes back from its address', () => {
  fc.assert(
    fc.property(measure, threshold, (by, level) => {
      const address = { view: 'duplicates', by, threshold: level, group: null } as const;
      expect(readExploreAddress(writeExploreAddress(address))).toEqual(address);
    }),
  );
});

test('a map comes back with its group, and with words only where they are asked for', () => {
  const map = { view: 'map', threshold: null } as const;
  for (const group of [null, 0, 11]) {
    const byWords = { ...map, by: 'words', group } as const;
    expect(readExploreAddress(writeExploreAddress(byWords))).toEqual(byWords);
    const fields = writeExploreAddress({ ...map, by: 'vectors', group });
    expect(fields).not.toHaveProperty('by');
  }
});

test('what nobody wrote is left out, field by field', () => {
  const plain = { view: 'duplicates', by: 'rouge', threshold: null, group: null };
  expect(readExploreAddress({})).toEqual(plain);
  const odd = { view: 'list', by: 'taste', threshold: '1.5', group: '-1' };
  expect(readExploreAddress(odd)).toEqual(plain);
  expect(readExploreAddress({ ...odd, threshold: '0.75' })).toEqual({ ...plain, threshold: 0.75 });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (fields) => {
      const { threshold: level } = readExploreAddress(fields);
      expect(level === null || (level >= 0 && level <= 1)).toBe(true);
    }),
  );
});
