/** Part of a text: from `start` to `end` (exclusive), in UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TextSegment {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Cuts a text at ranges, which may overlap and come in any order; what is empty is left out. */
export function markRanges(text: string, ranges: readonly TextRange[]): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let at = 0;
  const cut = (end: number, isMarked: boolean): void => {
    if (end > at) segments.push({ text: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    cut(Math.min(start, text.length), false);
    cut(Math.min(end, text.length), true);
  }
  cut(text.length, false);
  return segments;
}

/** Where words of a search occur in a text, without case; the words are in lower case. */
export function rangesOfWords(text: string, words: readonly string[]): readonly TextRange[] {
  const lower = text.toLowerCase();
  // A few letters grow when lower-cased (İ); places would then be wrong, and none is better.
  if (lower.length !== text.length) return [];
  return words.flatMap((word) => rangesOfWord(lower, word));
}

function rangesOfWord(lower: string, word: string): TextRange[] {
  const ranges: TextRange[] = [];
  if (word === '') return ranges;
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
    ranges.push({ start: at, end: at + word.length });
  }
  return ranges;
}
