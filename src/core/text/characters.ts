/** A word character in the published code's regular expressions, for a character class. */
export const wordClass = '\\p{L}\\p{N}_';

/** A decimal digit of any script, for a character class. */
export const digitClass = '\\p{Nd}';

const asciiPunctuation = /^[!-/:-@[-`{-~]$/;
const ascii = /^[\0-\x7f]$/;

/** True for one of ASCII's 32 punctuation characters, `$+<=>^|~_` and the backtick among them. */
export function isAsciiPunctuation(character: string): boolean {
  return asciiPunctuation.test(character);
}

/** True for a single character below U+0080. */
export function isAscii(character: string): boolean {
  return ascii.test(character);
}
