import type { Errand } from '#core/model/errand.ts';
import type { Step } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf, modelName, stepsOf } from '#core/model/step-connection.ts';
import { holdUntil, startLimiter, type Limiter } from './limiter.ts';
import type { Askable } from './open-requests.ts';

/** One model of a run or an errand: which steps ask it, and how many calls at once it bears. */
export interface Lane {
  readonly steps: ReadonlySet<Askable['step']>;
  limiter: Limiter;
}

/** The lanes of a run: steps that ask the same model of the same provider share one. */
export function lanesOf(run: Run): readonly Lane[] {
  const steps = new Map<string, Step[]>();
  for (const step of stepsOf(run.recipe)) {
    const key = modelName(connectionOf(run, step));
    steps.set(key, [...(steps.get(key) ?? []), step]);
  }
  return [...steps.values()].map((shared) => laneOf(run, shared));
}

function laneOf(run: Run, steps: readonly Step[]): Lane {
  const most = Math.min(...steps.map((step) => connectionOf(run, step).maxConcurrent));
  const heldUntil = Math.max(...steps.map((step) => stepHeldUntil(run, step)));
  const limiter = holdUntil(startLimiter(most), heldUntil);
  return { steps: new Set(steps), limiter };
}

/** The one lane of an errand, which asks one model. */
export function laneOfErrand({ kind, connection, heldUntil = 0 }: Errand): Lane {
  const limiter = holdUntil(startLimiter(connection.maxConcurrent), heldUntil);
  return { steps: new Set([kind]), limiter };
}

/** Before when nothing of a step is sent, in ms since 1970; 0 where nothing holds it. */
export function stepHeldUntil({ heldUntil, stepsHeldUntil, stepConnections }: Run, step: Step) {
  return (stepConnections?.[step] === undefined ? heldUntil : stepsHeldUntil?.[step]) ?? 0;
}

/** A run that remembers, after a reload too, that a lane is held until then. */
export function withHeldLane(run: Run, lane: Lane): Run {
  let held = run;
  const { notBefore } = lane.limiter;
  for (const step of stepsOf(run.recipe).filter((each) => lane.steps.has(each))) {
    held =
      run.stepConnections?.[step] === undefined
        ? { ...held, heldUntil: notBefore }
        : { ...held, stepsHeldUntil: { ...held.stepsHeldUntil, [step]: notBefore } };
  }
  return held;
}

/** Requests that are kept ready, for each slot of a lane. */
const STOCK_PER_SLOT = 2;

/**
 * How many more requests should be made ready beside the free slots, so that a slot never waits for
 * a commit. Made many at once, since each time costs a commit.
 */
export function lackingInStock({ limiter }: Lane, freeSlots: number, ready: number): number {
  const lacking = freeSlots + limiter.limit * STOCK_PER_SLOT - ready;
  return freeSlots > 0 || lacking > limiter.limit ? lacking : 0;
}
