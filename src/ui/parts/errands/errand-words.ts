import { priceOf } from '#core/budget/price-of.ts';
import type { ErrandForecast, ErrandSummary } from '#core/contracts/errand-api.ts';
import type { BadReply, ErrandAnswer, ErrandState } from '#core/model/errand.ts';
import type { ErrandKind } from '#core/model/model-call.ts';
import { formatCompact, formatCount, formatUsd, plural } from '#ui/format/numbers.ts';

interface KindWords {
  /** In the menu and over the form. */
  readonly title: string;
  readonly verb: string;
  /** While it is at work. */
  readonly working: string;
  readonly guidance: string;
  readonly guidanceHint: string;
  readonly about: string;
}

/** What each errand is called. */
export const kindWords: Readonly<Record<ErrandKind, KindWords>> = {
  judge: {
    title: 'Judge by a rubric',
    verb: 'Judge',
    working: 'Judging',
    guidance: 'Rubric',
    guidanceHint: 'What each score means. The model sees it with every task.',
    about:
      'Each task gets a score and a reason, shown beside what people say. Scores accept and reject nothing.',
  },
  repair: {
    title: 'Repair texts',
    verb: 'Repair',
    working: 'Repairing',
    guidance: 'What to repair',
    guidanceHint: 'The model is told to leave everything else as it is.',
    about: 'Each repair is a proposal: nothing changes until you accept it.',
  },
  regenerate: {
    title: 'Make new examples',
    verb: 'Make examples for',
    working: 'Making examples',
    guidance: 'Hint',
    guidanceHint: 'What the new examples should be like.',
    about: 'New examples are a proposal: the old ones stay until you accept it.',
  },
};

/** Why a reply could not be used. */
const badWords: Readonly<Record<BadReply, string>> = {
  empty: 'empty',
  cut: 'cut off',
  'no-score': 'without a score',
  'off-scale': 'off the scale',
  'no-task': 'without a task',
  'no-output': 'with an example without output',
  'no-examples': 'without examples',
};

/** How an errand that rests is called. */
export const restWords: Readonly<Record<Exclude<ErrandState, 'running'>, string>> = {
  paused: 'paused',
  'waiting-for-key': 'waits for its key',
  blocked: 'blocked',
  stalled: 'stopped by itself',
  capped: 'stopped at its cap',
  stopped: 'stopped',
  done: 'done',
};

/** 120 of 500 tasks */
export function progressWords({ tasks, skipped, remaining }: ErrandSummary): string {
  const all = tasks - skipped;
  return `${formatCount(all - remaining)} of ${plural(all, 'task')}`;
}

/** 38 proposals, 2 without change, 1 unreadable */
export function countWords({ kind, counts }: ErrandSummary): string {
  const unread = Object.values(counts.bad).reduce((sum, count) => sum + count, 0);
  const parts = [
    kind === 'judge' ? `${formatCount(counts.scored)} scored` : plural(counts.proposed, 'proposal'),
    counts.unchanged > 0 ? `${formatCount(counts.unchanged)} without change` : '',
    unread > 0 ? `${formatCount(unread)} unreadable` : '',
    counts.failed > 0 ? `${formatCount(counts.failed)} given up` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Why replies could not be read: "3 without a score, 1 cut off"; '' where all could. */
export function unreadWords({ counts }: ErrandSummary): string {
  return Object.entries(counts.bad)
    .map(([reason, count]) => `${formatCount(count)} ${badWords[reason as BadReply]}`)
    .join(', ');
}

/** About 200 calls, 82K tokens, $0.03 */
export function forecastWords(
  { calls, promptTokens, completionTokens }: ErrandForecast,
  usd: number | null,
  isFree: boolean,
): string {
  const tokens = `${formatCompact(promptTokens + completionTokens)} tokens`;
  const cost = isFree ? 'no cost' : usd === null ? 'cost unknown' : formatUsd(usd);
  return `About ${plural(calls, 'call')}, ${tokens}, ${cost}`;
}

/** 64 calls, 4 failed, 15.8K tokens, $0.03 of $2.00 */
export function spendingWords({ connection, calls, caps, spent }: ErrandSummary): string {
  const price = priceOf(connection);
  const isFree = price?.inputUsd === 0 && price.outputUsd === 0;
  const money = price === null ? 'cost unknown' : formatUsd(spent.usd);
  const parts = [
    caps.requests === undefined
      ? plural(calls.sent, 'call')
      : `${formatCount(spent.requests)} of ${plural(caps.requests, 'call')}`,
    calls.failed > 0 ? `${formatCount(calls.failed)} failed` : '',
    caps.tokens === undefined
      ? `${formatCompact(spent.tokens)} tokens`
      : `${formatCompact(spent.tokens)} of ${formatCompact(caps.tokens)} tokens`,
    isFree ? '' : caps.usd === undefined ? money : `${money} of ${formatUsd(caps.usd)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What was read out of a reply. */
export function answerWords(answer: ErrandAnswer): string {
  switch (answer.kind) {
    case 'score':
      return `Read as: score ${answer.score}`;
    case 'proposal':
      return 'Read as: a proposal';
    case 'unchanged':
      return 'Read as: nothing to change';
    case 'bad':
      return `Can’t be used: ${badWords[answer.reason]}`;
    case 'failed':
      return 'No reply';
  }
}
