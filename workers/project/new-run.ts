import { noSpending } from '#core/budget/budget.ts';
import type { RunPlan } from '#core/contracts/project-api.ts';
import type { RunId } from '#core/model/ids.ts';
import type { Run } from '#core/model/run.ts';
import { emptyFunnel, noCalls } from '#core/pipeline/funnel.ts';

/** A run as it stands before its first call, with everything settled that its plan left open. */
export function newRun(plan: RunPlan, key: string | null, id: RunId, startedAt: number): Run {
  return {
    ...plan,
    caps: plan.caps ?? {},
    stopsAfterInstructions: plan.stopsAfterInstructions ?? false,
    connection: { ...plan.connection, usesKey: key !== null },
    id,
    state: 'running',
    spent: noSpending,
    funnel: emptyFunnel,
    calls: noCalls,
    yields: [],
    startedAt,
    activeMs: 0,
  };
}
