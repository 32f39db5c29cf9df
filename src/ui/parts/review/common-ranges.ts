import type { Tokeniser } from '#core/model/recipe.ts';
import type { TextRange } from '#core/review/marked-text.ts';
import { align, joinRanges } from '#core/rouge/alignment.ts';

/** What two texts have in common, as parts of each. */
export interface CommonRanges {
  readonly first: readonly TextRange[];
  readonly second: readonly TextRange[];
}

// Alignment takes the product of both lengths; beyond this it would hold up the page.
const mostProduct = 16_000_000;

/** The parts of two texts that their longest common subsequence is made of; none of huge texts. */
export function commonRanges(first: string, second: string, tokeniser: Tokeniser): CommonRanges {
  if (first.length * second.length > mostProduct) return { first: [], second: [] };
  const aligned = align(first, second, tokeniser);
  return {
    first: joinRanges(first, aligned.first),
    second: joinRanges(second, aligned.second),
  };
}
