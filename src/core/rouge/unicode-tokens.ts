import { asciiWords } from './ascii-words.ts';

// The root locale: tokens must not depend on the language of the user's browser.
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

const nonAscii = /[^\0-\x7f]/;

/** Segments that `Intl.Segmenter` calls word-like, in order. */
export function segmentedWords(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) words.push(segment);
  }
  return words;
}

/**
 * Tokens in any script: NFKC, lower-cased, word-like segments. Colons always part words: ICU 78
 * joins `a:b`, older versions do not, and the same pool must give the same answers everywhere.
 */
export function unicodeTokens(text: string): string[] {
  if (!nonAscii.test(text)) return asciiWords(text.toLowerCase());
  return segmentedWords(text.normalize('NFKC').toLowerCase().replaceAll(':', ' '));
}
