import { asciiWords } from './ascii-words.ts';

// The root locale: tokens must not depend on the language of the user's browser.
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

const nonAscii = /[^\0-\x7f]/;

/**
 * Segments that `Intl.Segmenter` calls word-like, in order, with their places. Colons always part
 * words: ICU 78 joins `a:b`, older versions do not, and the same pool must give the same answers
 * everywhere.
 */
export function eachWord(text: string): { word: string; index: number }[] {
  const words: { word: string; index: number }[] = [];
  for (const { segment, isWordLike, index } of segmenter.segment(text.replaceAll(':', ' '))) {
    if (isWordLike === true) words.push({ word: segment, index });
  }
  return words;
}

/** Tokens in any script: NFKC, lower-cased, word-like segments. */
export function unicodeTokens(text: string): string[] {
  if (!nonAscii.test(text)) return asciiWords(text.toLowerCase());
  return eachWord(text.normalize('NFKC').toLowerCase()).map(({ word }) => word);
}
