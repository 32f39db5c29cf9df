import type { PreviewSpending } from '#core/budget/preview-spending.ts';
import type { PreviewItem } from '#core/pipeline/preview-round.ts';
import type { TooNearMeaning } from '#core/model/task.ts';
import { explainRejection } from '#core/review/review-words.ts';
import { formatCompact, formatScore, formatUsd, plural } from '#ui/format/numbers.ts';

/** Why an item would be rejected; the text it is too near to is shown apart. */
export function rejectionWords({ verdict }: PreviewItem): string {
  if (verdict.keep) return '';
  if (verdict.reason === 'too-similar-meaning') return nearnessWords(verdict);
  if (verdict.reason !== 'too-similar') return explainRejection(verdict);
  return `too similar, ROUGE-L ${formatScore(verdict.score)}, to`;
}

/** Why embeddings reject an item, for writing the text that it is too near to behind it. */
export function nearnessWords({ by, score }: Pick<TooNearMeaning, 'by' | 'score'>): string {
  const cosine = `cosine ${formatScore(score)}`;
  return by === 'words'
    ? `too many words (${cosine}) in common with`
    : `too near in meaning (${cosine}) to`;
}

/** What a preview took: `3 calls, 1,204 tokens, $0.0031`. */
export function spendingWords(spending: PreviewSpending, isFree: boolean): string {
  const { calls, tokens, usd } = spending;
  const parts = [plural(calls, 'call')];
  parts.push(tokens === null ? 'tokens unknown' : `${formatCompact(tokens)} tokens`);
  if (isFree) parts.push('no charge');
  else parts.push(usd === null ? 'cost unknown' : formatUsd(usd));
  return parts.join(', ');
}

/** How an item stands in the words of a count: `4 of 8 would be accepted`. */
export function yieldWords(items: readonly PreviewItem[]): string {
  const accepted = items.filter(({ verdict }) => verdict.keep).length;
  return `${accepted} of ${plural(items.length, 'proposed task')} would be accepted`;
}
