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
