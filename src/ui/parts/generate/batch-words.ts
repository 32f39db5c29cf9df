import type { BatchReport } from '#core/contracts/batch-api.ts';
import type { StepForecast } from '#core/budget/forecast.ts';
import type { Step } from '#core/model/model-call.ts';
import { formatCompact, formatCount, formatUsd, plural } from '#ui/format/numbers.ts';

/** The steps as a person knows them. */
export const stepNames: Readonly<Record<Step, string>> = {
  instruction: 'Step 1: instructions',
  classification: 'Step 2: classification or not',
  instance: 'Step 3: instances',
  'whole-task': 'Whole tasks',
};

/** What handing calls over will take, about: `About 1.2M tokens, $0.96 at the price of the run.` */
export function handOverWords({ tokens, usd }: StepForecast): string {
  const about = `About ${formatCompact(tokens)} tokens`;
  if (usd === null) return `${about}; the price is not known here.`;
  if (usd === 0) return `${about}, no charge at the price of the run.`;
  return `${about}, ${formatUsd(usd)} at the price of the run; batch services mostly take half.`;
}

/** What became of a result file, in a sentence or two. */
export function reportWords(report: BatchReport): string {
  const { lines, taken, alreadyThere, errors, refused, applied, waiting } = report;
  const parts = [
    `${plural(lines, 'line')}: ${formatCount(taken)} taken`,
    ...(alreadyThere > 0 ? [`${formatCount(alreadyThere)} there already`] : []),
    ...(errors > 0 ? [`${formatCount(errors)} failed in the batch`] : []),
    ...(refused > 0 ? [`${formatCount(refused)} refused`] : []),
  ];
  const effect = plural(applied, 'reply took effect', 'replies took effect');
  const rest =
    waiting > 0
      ? ` ${plural(waiting, 'stored reply waits', 'stored replies wait')} for earlier ones, or for a higher target.`
      : '';
  return `${parts.join(', ')}. ${effect}.${rest}`;
}
