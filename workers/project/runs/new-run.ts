import { noSpending } from '#core/budget/budget.ts';
import type { KeyRing, RunPlan } from '#core/contracts/run-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { RunId } from '#core/model/ids.ts';
import type { Run } from '#core/model/run.ts';
import { mapConnections, stepsOf, type StepModels } from '#core/model/step-connection.ts';
import { emptyFunnel, noCalls } from '#core/pipeline/funnel.ts';

/** A run as it stands before its first call, with everything settled that its plan left open. */
export function newRun(plan: RunPlan, keys: KeyRing, id: RunId, startedAt: number): Run {
  const { stepConnections: _, ...rest } = plan;
  return {
    ...rest,
    ...mapConnections(modelsOf(plan), (connection) => withKeyNoted(connection, keys)),
    caps: plan.caps ?? {},
    stopsAfterInstructions: plan.stopsAfterInstructions ?? false,
    id,
    state: 'running',
    spent: noSpending,
    funnel: emptyFunnel,
    calls: noCalls,
    probes: [],
    yields: [],
    startedAt,
    activeMs: 0,
  };
}

/** The models of a plan, those of steps left out that its recipe does not have. */
export function modelsOf({ recipe, connection, stepConnections = {} }: RunPlan): StepModels {
  const own = stepsOf(recipe).flatMap((step) => {
    const found = stepConnections[step];
    return found === undefined ? [] : [[step, found] as const];
  });
  return own.length === 0
    ? { connection }
    : { connection, stepConnections: Object.fromEntries(own) };
}

function withKeyNoted(connection: ModelConnection, keys: KeyRing): ModelConnection {
  return { ...connection, usesKey: keys?.[connection.baseUrl] !== undefined };
}
