/**
 * White space as the published code's language knows it, ready for a regular expression's
 * character class. JavaScript's `\s` differs: it holds FEFF, and lacks 001C–001F and 0085.
 * Source: pipeline.md, "Text rules of recipe paper".
 */
export const whiteSpaceClass =
  '\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const runs = new RegExp(`[${whiteSpaceClass}]+`, 'g');
const character = new RegExp(`[${whiteSpaceClass}]`);

/** Removes white space from both ends. Linear, whatever stands in between. */
export function stripWhiteSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && character.test(text.charAt(start))) start += 1;
  while (end > start && character.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Makes every run of white space one space and removes it from both ends. */
export function collapseWhiteSpace(text: string): string {
  return stripWhiteSpace(text.replace(runs, ' '));
}

/** The words between white space, in order; none in a blank text. */
export function splitAtWhiteSpace(text: string): string[] {
  const collapsed = collapseWhiteSpace(text);
  return collapsed === '' ? [] : collapsed.split(' ');
}

/** How many words `splitAtWhiteSpace` gives, counted without making them. */
export function countWords(text: string): number {
  let count = 0;
  let isInWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const isSpace = isWhiteSpace(text.charCodeAt(at));
    if (!isSpace && !isInWord) count += 1;
    isInWord = !isSpace;
  }
  return count;
}

function isWhiteSpace(unit: number): boolean {
  if (unit <= 0x20) return (unit >= 0x09 && unit <= 0x0d) || unit >= 0x1c;
  if (unit < 0x85) return false;
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  return unit <= 0x3000 && character.test(String.fromCharCode(unit));
}
