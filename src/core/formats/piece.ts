/** The text of one row of a file, or why no text of a row could be cut out. */
export type Piece =
  | { readonly kind: 'row'; readonly line: number; readonly text: string }
  | {
      readonly kind: 'refused';
      readonly line: number;
      readonly reason: string;
      readonly excerpt: string;
    };

/** Cuts rows out of a text that arrives in chunks of any size. */
export interface Splitter {
  /** The rows that this chunk completed. */
  push(chunk: string): Piece[];
  /** What was left when the text ended. */
  end(): Piece[];
}

/** A row of more UTF-16 units than this is refused, so that no line can fill the memory. */
export const longestRow = 16 * 1024 * 1024;

const excerptLength = 200;

/** The start of a text, at most 200 UTF-16 units, no character cut in two. */
export function excerptOf(text: string): string {
  const start = text.slice(0, excerptLength);
  const last = start.charCodeAt(start.length - 1);
  const isCut = text.length > excerptLength && last >= 0xd800 && last <= 0xdbff;
  return isCut ? start.slice(0, -1) : start;
}

/** A row that is above `limit` UTF-16 units, named by its start. */
export function tooLong(line: number, start: string, limit: number): Piece {
  const size = `${Math.round(limit / 1024 / 1024)} million characters`;
  const reason = `Longer than ${size}, which is the most that one row may have.`;
  return { kind: 'refused', line, reason, excerpt: excerptOf(start) };
}
