import { wordClass } from './characters.ts';

/** Writing without spaces between words: there a word may stand right beside another. */
const unspacedClass =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}' +
  '\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

const unspacedCharacter = new RegExp(`[${unspacedClass}]`, 'u');
const wordCharacter = new RegExp(`[${wordClass}]`, 'u');

/** Letters that match another one without case although their own upper and lower case do not. */
const extraForms: ReadonlyMap<string, string> = new Map([
  ['i', '\u0130\u0131'],
  ['s', '\u017f'],
  ['k', '\u212a'],
  ['\u03c3', '\u03c2'],
]);

function anyCase(character: string): string {
  const lower = character.toLowerCase();
  const forms = new Set([character, lower, character.toUpperCase()]);
  const single = [...forms].filter((form) => Array.from(form).length === 1);
  return `[${single.map(escapeInClass).join('')}${extraForms.get(lower) ?? ''}]`;
}

const escapeInClass = (character: string): string => character.replace(/[\\\]^-]/u, '\\$&');

/** A class of the characters that may not stand beside `edge`; empty where every one may. */
function neighbours(edge: string, scripts: 'any' | 'spaced'): string {
  if (!wordCharacter.test(edge)) return '';
  if (scripts === 'spaced') return `[${wordClass}]`;
  return unspacedCharacter.test(edge) ? '' : `(?![${unspacedClass}])[${wordClass}]`;
}

/**
 * Compiles a word or phrase to a pattern that finds it whole and in any case: `i` also finds `İ`
 * and `ı`, `s` also `ſ`. A neighbour in `[\p{L}\p{N}_]` makes it part of a longer word; with
 * `any`, not if one of the two is in a script that puts no spaces between words. Returns null
 * for a blank word. Source: pipeline.md, "Text rules of recipe paper".
 */
export function wholeWordPattern(word: string, scripts: 'any' | 'spaced'): RegExp | null {
  const characters = Array.from(word.trim());
  const [first] = characters;
  const last = characters.at(-1);
  if (first === undefined || last === undefined) return null;
  const before = neighbours(first, scripts);
  const after = neighbours(last, scripts);
  const body = characters.map(anyCase).join('');
  return new RegExp(
    `${before === '' ? '' : `(?<!${before})`}${body}${after === '' ? '' : `(?!${after})`}`,
    'u',
  );
}
