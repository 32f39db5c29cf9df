/**
 * Letters whose title case does not follow from their upper case: the Latin digraphs, which have
 * one of their own, and those that end in an apostrophe or in a Greek iota below.
 */
const ownTitleCase: ReadonlyMap<string, string> = new Map([
  ...[
    '\u01c4\u01c5\u01c6',
    '\u01c7\u01c8\u01c9',
    '\u01ca\u01cb\u01cc',
    '\u01f1\u01f2\u01f3',
  ].flatMap((letters): [string, string][] =>
    Array.from(letters).map((letter) => [letter, letters.charAt(1)]),
  ),
  ['\u0149', '\u02bcN'],
  ['\u1fb2', '\u1fba\u0345'],
  ['\u1fb4', '\u0386\u0345'],
  ['\u1fb7', '\u0391\u0342\u0345'],
  ['\u1fc2', '\u1fca\u0345'],
  ['\u1fc4', '\u0389\u0345'],
  ['\u1fc7', '\u0397\u0342\u0345'],
  ['\u1ff2', '\u1ffa\u0345'],
  ['\u1ff4', '\u038f\u0345'],
  ['\u1ff7', '\u03a9\u0342\u0345'],
]);

/** Keeps its small letters in titles, although it has capitals. */
const georgianSmallLetter = /^[\u10d0-\u10fa\u10fd-\u10ff]$/;
const greekWithSubscript = /^[\u1f80-\u1faf\u1fb3\u1fbc\u1fc3\u1fcc\u1ff3\u1ffc]$/;

/** Greek letters with an iota below: eight small ones, then the eight title forms; or 9 apart. */
function greekTitleCase(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x1fb0) return String.fromCodePoint(code | 8);
  return String.fromCodePoint((code & 0xf) === 0x3 ? code + 9 : code);
}

/**
 * One code point in title case, by Unicode's full mapping and no language's own: where upper case
 * gives several letters, only the first stays upper (`ﬁ` → `Fi`, `ß` → `Ss`).
 */
export function titleCase(letter: string): string {
  const own = ownTitleCase.get(letter);
  if (own !== undefined) return own;
  if (georgianSmallLetter.test(letter)) return letter;
  if (greekWithSubscript.test(letter)) return greekTitleCase(letter);
  const [first = '', ...rest] = letter.toUpperCase();
  return first + rest.join('').toLowerCase();
}

/** The first code point of a text, which may be two code units; empty for an empty text. */
export function firstCodePoint(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/**
 * The first code point in title case, all the rest lower as in lower-casing the whole text (so a
 * capital sigma at a word's end becomes `ς`). Never depends on the locale; equals what the
 * published code's language calls capitalising.
 */
export function capitalise(text: string): string {
  const first = firstCodePoint(text);
  return titleCase(first) + text.toLowerCase().slice(first.toLowerCase().length);
}

/** The first code point in title case and all the rest as it is. */
export function capitaliseFirstLetter(text: string): string {
  const first = firstCodePoint(text);
  return titleCase(first) + text.slice(first.length);
}
