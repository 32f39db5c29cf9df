import { expect, test } from 'vitest';
import { roundingWords } from '#ui/parts/settings/rounding-words.ts';

const int8 = 'int8' as const;

test('what rounding cost is told in numbers, unless there is nothing to tell or nothing known', () => {
  expect(roundingWords({ precision: int8, packing: { most: 0.00421, mean: 0.00308 } })).toBe(
    '8 bits: rounding moves a similarity by 0.0042 at most (0.0031 for the average vector)',
  );
  expect(roundingWords({ precision: int8, packing: { most: 0.004, mean: 2e-7 } })).toContain(
    '(less than 0.0001 for the average vector)',
  );
  expect(roundingWords({ precision: int8, packing: { most: 0, mean: 0 } })).toContain(
    'moves no similarity by 0.0001 or more',
  );
  expect(roundingWords({ precision: int8 })).toBe('8 bits: rounding was not measured');
  expect(roundingWords({ precision: 'float32' })).toBe('full precision: nothing is rounded');
});
