/** So many characters are laid out at once: more would keep the page busy for too long. */
export const partCharacters = 20_000;

/**
 * Cuts a text into parts of at most `most` UTF-16 code units, which joined are the text again: after
 * a line where one ends in the second half of a part, else after white space, never within a
 * character. A text without any has one empty part.
 */
export function partsOf(text: string, most = partCharacters): readonly string[] {
  const parts: string[] = [];
  let at = 0;
  while (text.length - at > most) {
    const end = at + cutIn(text.slice(at, at + most + 1), most);
    parts.push(text.slice(at, end));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Where to cut; `window` is one character longer than a part can be. */
function cutIn(window: string, most: number): number {
  const line = window.lastIndexOf('\n', most - 1) + 1;
  if (line > most / 2) return line;
  const space = /^[^]*\s(?=\S)/u.exec(window.slice(Math.ceil(most / 2), most))?.[0].length ?? 0;
  if (space > 0) return Math.ceil(most / 2) + space;
  return isWithinCharacter(window, most) && most > 1 ? most - 1 : most;
}

/** True between the halves of a surrogate pair, or of a line end of two characters. */
function isWithinCharacter(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  const isPair = before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
  return isPair || text.slice(at - 1, at + 1) === '\r\n';
}

/**
 * A text that came out of a text area, with the line ends that it went in with: the area makes all
 * of them `\n`. Where they were mixed they stay as the area has them.
 */
export function withLineEnds(before: string, after: string): string {
  const ends = before.match(/\r\n|\r|\n/g) ?? [];
  return ends.length > 0 && ends.every((end) => end === '\r\n')
    ? after.replace(/\r?\n/g, '\r\n')
    : after;
}

/** Where a place in a text area (line ends are one character there) is among the parts of its text. */
export function placeIn(
  parts: readonly string[],
  caret: number,
): { readonly part: number; readonly caret: number } {
  let left = caret;
  for (const [part, text] of parts.entries()) {
    const length = text.replace(/\r\n/g, '\n').length;
    if (left <= length || part === parts.length - 1) return { part, caret: Math.min(left, length) };
    left -= length;
  }
  return { part: 0, caret: 0 };
}
