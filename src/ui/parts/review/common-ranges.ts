import type { Tokeniser } from '#core/model/recipe.ts';
import type { TextRange } from '#core/review/marked-text.ts';

/** What two texts have in common, as parts of each. */
export interface CommonRanges {
  readonly first: readonly TextRange[];
  readonly second: readonly TextRange[];
}

/** The parts of two texts that their longest common subsequence is made of. */
export function commonRanges(_first: string, _second: string, _tokeniser: Tokeniser): CommonRanges {
  return { first: [], second: [] };
}
