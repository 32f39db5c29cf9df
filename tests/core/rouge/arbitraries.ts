import fc from 'fast-check';
import { rougeL } from '#core/rouge/rouge-l.ts';
import { tokenise } from '#core/rouge/tokenise.ts';
import type { Tokeniser } from '#core/model/recipe.ts';

/** Few words, so that texts share many and repeat some; the last are rare. */
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'the', 'of', 'list', 'write', 'poem', 'three') },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => `w${n}`) },
);

const lengths = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 14 }) },
  { weight: 2, arbitrary: fc.constantFrom(1, 31, 32, 33, 63, 64, 65, 129, 260) },
);

/** Texts of 1 to 260 words from a small vocabulary. */
export const texts = lengths.chain((length) =>
  fc.array(word, { minLength: length, maxLength: length }).map((words) => words.join(' ')),
);

/** A text and what it makes of others: prefixes, repeats, one word, one word replaced. */
export const families = texts.chain((text) => {
  const words = text.split(' ');
  return fc.array(
    fc.oneof(
      fc.nat(words.length - 1).map((end) => words.slice(0, end + 1).join(' ')),
      fc.nat(words.length - 1).map((at) => words.with(at, 'unheard').join(' ')),
      fc.nat(words.length - 1).map((at) => words.toSpliced(at, 1).join(' ') || 'a'),
      fc.constant(words.toReversed().join(' ')),
      fc.constant(`${text} ${text}`),
      fc.constant(text),
    ),
    { minLength: 1, maxLength: 6 },
  );
});

/** A pool to be, with near-duplicates in it. */
export const pools = fc
  .array(
    fc.oneof(
      texts.map((text) => [text]),
      families,
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((groups) => groups.flat());

export const thresholds = fc.oneof(
  fc.constantFrom(0, 0.3, 0.5, 0.6, 0.7, 0.8, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

/** The yardstick: F of two texts by plain dynamic programming. */
export const scoreOf = (a: string, b: string, tokeniser: Tokeniser = 'paper'): number =>
  rougeL(tokenise(a, tokeniser), tokenise(b, tokeniser)).fmeasure;
