import type { CallCounters } from '#core/model/run.ts';
import type { Attempt } from '#core/model/request.ts';

/** Counters with one more finished call. */
export function countCall(
  calls: CallCounters,
  { outcome }: Pick<Attempt, 'outcome'>,
): CallCounters {
  const sent = calls.sent + 1;
  if (outcome.kind === 'failure') return { ...calls, sent, failed: calls.failed + 1 };
  const { usage } = outcome;
  if (usage === undefined) return { ...calls, sent, untold: calls.untold + 1 };
  return {
    ...calls,
    sent,
    promptTokens: calls.promptTokens + usage.promptTokens,
    completionTokens: calls.completionTokens + usage.completionTokens,
  };
}
