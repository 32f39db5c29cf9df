import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAt } from '#ui/parts/review/days.ts';
import { readTypedRange } from '#ui/parts/review/typed-range.ts';

test('two ends are a range, an empty one is open', () => {
  expect(readTypedRange({ from: '2', to: '5' }, false).range).toEqual({ min: 2, max: 5 });
  expect(readTypedRange({ from: '', to: '0.5' }, false).range).toEqual({ max: 0.5 });
  expect(readTypedRange({ from: '', to: '' }, true)).toEqual({ range: undefined, problem: null });
});

test.each([
  ['-5', '', 'from 0 on'],
  [null, '3', 'from 0 on'],
  ['500', '20', 'more than'],
])('%s to %s is no range, and why is told', (from, to, words) => {
  const read = readTypedRange({ from, to }, false);
  expect(read.range).toBeUndefined();
  expect(read.problem).toContain(words);
});

test('days go from the first moment of one to the last of the other', () => {
  const day = fc.integer({ min: 1, max: 200_000 }).map((days) => dayAt(days * 86_400_000));
  fc.assert(
    fc.property(day, day, (from, to) => {
      const { range, problem } = readTypedRange({ from, to }, true);
      expect(problem === null).toBe(from <= to);
      if (range === undefined) return;
      expect([dayAt(range.min ?? NaN), dayAt(range.max ?? NaN)]).toEqual([from, to]);
      expect(dayAt((range.max ?? NaN) + 1)).not.toBe(to);
    }),
  );
  expect(readTypedRange({ from: '0001-01-01', to: '' }, true).problem).toContain('1970');
});
