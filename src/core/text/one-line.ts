/**
 * A text as it stands within a sentence: on one line, `most` characters at most, the last then “…”.
 * No character is cut in two.
 */
export function oneLine(text: string, most = 40): string {
  const characters = Array.from(text.replaceAll(/[ \t]*[\r\n]+[ \t]*/g, ' ↵ '));
  if (characters.length <= most) return characters.join('');
  return `${characters.slice(0, most - 1).join('')}…`;
}
