import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairInstances } from '#core/review/instance-pairs.ts';

const instance = fc.record({ input: fc.constant(''), output: fc.constantFrom('a', 'b', 'c') });
const list = fc.array(instance, { maxLength: 6 });

test('holds both lists in order, and equal ones side by side', () => {
  fc.assert(
    fc.property(list, list, (before, after) => {
      const pairs = pairInstances(before, after);
      expect(pairs.flatMap((pair) => (pair.before === null ? [] : [pair.before]))).toEqual(before);
      expect(pairs.flatMap((pair) => (pair.after === null ? [] : [pair.after]))).toEqual(after);
      expect(pairs.every((pair) => pair.before !== null || pair.after !== null)).toBe(true);
    }),
  );
  const [a, b, c] = ['a', 'b', 'c'].map((output) => ({ input: '', output }));
  if (a === undefined || b === undefined || c === undefined) throw new Error('no instances');
  expect(pairInstances([a, b], [c, a, b])).toEqual([
    { before: null, after: c },
    { before: a, after: a },
    { before: b, after: b },
  ]);
});
