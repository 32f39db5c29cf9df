import { idsIn } from '#core/batch/id-ranges.ts';
import { noSpending } from '#core/budget/budget.ts';
import type { ErrandPlan, ErrandSummary } from '#core/contracts/errand-api.ts';
import { chooseTasks } from '#core/errands/choose-tasks.ts';
import { answered, noErrandCounts } from '#core/errands/errand-counts.ts';
import type { Errand } from '#core/model/errand.ts';
import type { ErrandId } from '#core/model/ids.ts';
import { noCalls } from '#core/pipeline/funnel.ts';
import { templateProblem } from '#core/prompts/errand-prompt.ts';
import { checkConnection } from '#workers/project/runs/check-plan.ts';

/** What is wrong with the plan of an errand, in words; null if nothing is. */
export function checkErrand(plan: ErrandPlan): string | null {
  const { ids, sample, scale, kind, decoding } = plan;
  if (ids.length === 0) return 'No task is chosen.';
  if (sample !== null && !(Number.isSafeInteger(sample.count) && sample.count >= 1)) {
    return 'The sample must be a whole number of tasks, 1 or more.';
  }
  if (kind === 'judge' && scale !== undefined && !(scale.least < scale.most)) {
    return 'The lowest score must be below the highest.';
  }
  if (!Number.isSafeInteger(decoding.maxTokens) || decoding.maxTokens < 1) {
    return 'A reply must be allowed at least one token.';
  }
  return templateProblem(plan) ?? checkConnection(plan.connection);
}

/** An errand as it stands before its first call. */
export function newErrand(
  plan: ErrandPlan,
  key: string | null,
  id: ErrandId,
  startedAt: number,
): Errand {
  const { ids, sample, kind, template, guidance, scale, choice, decoding, caps, seed } = plan;
  const todo = chooseTasks(ids, sample);
  return {
    ...{ id, kind, template, guidance, choice, decoding, caps, seed, todo, startedAt },
    ...(scale && { scale }),
    tasks: [...idsIn(todo)].length,
    next: 0,
    skipped: 0,
    connection: { ...plan.connection, usesKey: key !== null },
    state: 'running',
    counts: noErrandCounts,
    calls: noCalls,
    probes: [],
    spent: noSpending,
    activeMs: 0,
  };
}

/** An errand as the page sees it. */
export function summaryOf({ todo: _, unsent: __, ...errand }: Errand): ErrandSummary {
  const remaining = Math.max(0, errand.tasks - errand.skipped - answered(errand.counts));
  return { ...errand, remaining };
}
