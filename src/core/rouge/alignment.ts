import type { Tokeniser } from '#core/model/recipe.ts';
import { commonSubsequence } from './common-subsequence.ts';
import { fMeasure } from './f-measure.ts';
import { placedTokens, type TextRange } from './token-ranges.ts';

/** What two texts share, for highlighting. */
export interface Alignment {
  /** Tokens in the common subsequence. */
  readonly lcs: number;
  /** ROUGE-L F (0–1). */
  readonly score: number;
  /** Where the shared tokens stand in each text, in order; the i-th of one is the i-th of the other. */
  readonly first: readonly TextRange[];
  readonly second: readonly TextRange[];
}

/** One longest common subsequence of two texts as ranges (UTF-16 units) of the original strings. */
export function align(first: string, second: string, tokeniser: Tokeniser): Alignment {
  const a = placedTokens(first, tokeniser);
  const b = placedTokens(second, tokeniser);
  const matches = commonSubsequence(
    a.map(({ token }) => token),
    b.map(({ token }) => token),
  );
  const rangeIn = (list: readonly TextRange[], at: number): TextRange[] => {
    const range = list[at];
    return range === undefined ? [] : [{ start: range.start, end: range.end }];
  };
  return {
    lcs: matches.length,
    score: fMeasure(matches.length, a.length, b.length),
    first: matches.flatMap((match) => rangeIn(a, match.first)),
    second: matches.flatMap((match) => rangeIn(b, match.second)),
  };
}

/** The ranges with those joined that only characters between tokens part, for calmer marks. */
export function joinRanges(text: string, ranges: readonly TextRange[]): TextRange[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(last.end, start))) last.end = end;
    else joined.push({ start, end });
  }
  return joined;
}
