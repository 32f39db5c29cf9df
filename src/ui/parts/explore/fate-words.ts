import type { Fate } from '#core/duplicates/decide-group.ts';
import type { KeepRule } from '#core/duplicates/keep-rule.ts';
import { formatScore } from '#ui/format/numbers.ts';

/** What each rule is called. */
export const ruleWords: Readonly<Record<KeepRule, string>> = {
  oldest: 'the oldest',
  longest: 'the longest',
  best: 'what people accepted, then the highest rated',
};

/** What becomes of a member, in a word or two. */
export const fateWord = (fate: Fate): string => (fate.isKept ? 'Kept' : 'Goes');

/** Why, where the word alone does not say it. */
export function fateReason(fate: Fate): string {
  if (!fate.isKept) return `${formatScore(fate.near.score)} with ${fate.near.id}`;
  switch (fate.why) {
    case 'first':
      return '';
    case 'chosen':
      return 'chosen';
    case 'apart':
      return 'near none that is kept';
    case 'spared':
      return `spared: ${formatScore(fate.near.score)} with ${fate.near.id}`;
  }
}
