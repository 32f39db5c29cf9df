import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countPairs } from '#core/rouge/pairs.ts';
import { rougeL } from '#core/rouge/rouge-l.ts';
import { tokenise } from '#core/rouge/tokenise.ts';
import { compareAllPairs, countGroups } from './all-pairs.ts';

const word = fc.constantFrom('a', 'b', 'c', 'd');
const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));
const threshold = fc.constantFrom(0.5, 0.6, 0.7, 0.8, 1);

it('counts pairs as one-by-one comparison and the index do', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), threshold, (texts, limit) => {
      const tokens = texts.map((one) => tokenise(one, 'paper'));
      const scores = tokens.flatMap((first, i) =>
        tokens.slice(i + 1).map((second) => rougeL(first, second).fmeasure),
      );
      const expected = {
        above: scores.filter((score) => score > limit).length,
        exactly: scores.filter((score) => score === limit).length,
      };
      expect(countGroups(compareAllPairs(texts), limit)).toEqual(expected);
      expect(countPairs(texts, limit)).toEqual(expected);
    }),
  );
});
