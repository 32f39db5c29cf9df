import type { FilterSettings } from '#core/model/recipe.ts';
import type { Verdict } from '#core/model/task.ts';
import { unicodeTokens } from '#core/rouge/unicode-tokens.ts';
import { splitAtWhiteSpace } from '#core/text/white-space.ts';
import type { Proposal } from './filter.ts';

export const id = 'word-count';
export const label = 'Length in words';

export const defaults: Pick<FilterSettings, 'words' | 'minWords' | 'maxWords'> = {
  words: 'any-script',
  minWords: 4,
  maxWords: 150,
};

/** Rejects what has fewer or more words than the settings allow. */
export function check(settings: typeof defaults, { instruction }: Proposal): Verdict {
  const split = settings.words === 'white-space' ? splitAtWhiteSpace : unicodeTokens;
  const words = split(instruction).length;
  if (words < settings.minWords) {
    return { keep: false, reason: 'too-short', words, least: settings.minWords };
  }
  if (words > settings.maxWords) {
    return { keep: false, reason: 'too-long', words, most: settings.maxWords };
  }
  return { keep: true };
}
