import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markRanges, rangesOfWords } from '#core/review/marked-text.ts';

const ranges = fc.array(
  fc.tuple(fc.nat(30), fc.nat(10)).map(([start, length]) => ({ start, end: start + length })),
);

test('no character is lost, doubled or marked without a range', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 25 }), ranges, (text, some) => {
      const segments = markRanges(text, some);
      expect(segments.map((segment) => segment.text).join('')).toBe(text);
      const marks = segments.flatMap(({ text: part, isMarked }) =>
        Array.from({ length: part.length }, () => isMarked),
      );
      marks.forEach((isMarked, at) => {
        expect(isMarked).toBe(some.some(({ start, end }) => start <= at && at < end));
      });
    }),
  );
});

test('finds the words of a search in any case', () => {
  const text = 'Poem, a poem!';
  expect(rangesOfWords(text, ['poem'])).toEqual([
    { start: 0, end: 4 },
    { start: 8, end: 12 },
  ]);
  expect(rangesOfWords(text, ['ode'])).toEqual([]);
});

test('marks nothing rather than the wrong place where lower case is longer', () => {
  expect(rangesOfWords('İ poem', ['poem'])).toEqual([]);
});
