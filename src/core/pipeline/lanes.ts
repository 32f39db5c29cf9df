import type { Errand } from '#core/model/errand.ts';
import type { CallFailure, Step } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf, modelName, stepsOf } from '#core/model/step-connection.ts';
import { mostToPlainHttp, plainHttpOrigin } from '#core/providers/plain-http.ts';
import { afterFailure, holdUntil, startLimiter, type Limiter } from './limiter.ts';
import type { Askable } from './open-requests.ts';
import type { Remedy } from './retry-policy.ts';
import type { RunEvent } from './run-events.ts';

/** One model of a run or an errand: which steps ask it, and how many calls at once it bears. */
export interface Lane {
  readonly steps: ReadonlySet<Askable['step']>;
  limiter: Limiter;
}

/**
 * The lanes of a run: steps that ask the same model of the same provider share one. Lanes to one
 * origin by plain http share the connections that a browser opens to it.
 */
export function lanesOf(run: Run): readonly Lane[] {
  const steps = new Map<string, Step[]>();
  for (const step of stepsOf(run.recipe)) {
    const key = modelName(connectionOf(run, step));
    steps.set(key, [...(steps.get(key) ?? []), step]);
  }
  const all = [...steps.values()];
  const most = slotsOf(run, all);
  return all.map((shared, lane) => laneOf(run, shared, most[lane] ?? 1));
}

/** The most calls at once of each lane, those to one plain-http origin split as evenly as can be. */
function slotsOf(run: Run, lanes: readonly (readonly Step[])[]): readonly number[] {
  const connections = lanes.map((steps) => steps.map((step) => connectionOf(run, step)));
  const most = connections.map((each) => Math.min(...each.map((one) => one.maxConcurrent)));
  const origins = connections.map(([one]) => one && plainHttpOrigin(one.baseUrl));
  for (const origin of new Set(origins)) {
    const sharing = [...most.keys()].filter((lane) => origins[lane] === origin);
    if (origin === null || sharing.length < 2) continue;
    // Who wants least takes first, so that what it leaves goes to the others.
    sharing.sort((a, b) => (most[a] ?? 0) - (most[b] ?? 0));
    let left = mostToPlainHttp;
    for (const [taken, lane] of sharing.entries()) {
      const share = Math.max(1, Math.floor(left / (sharing.length - taken)));
      most[lane] = Math.min(most[lane] ?? 1, share);
      left -= most[lane];
    }
  }
  return most;
}

function laneOf(run: Run, steps: readonly Step[], most: number): Lane {
  const heldUntil = Math.max(...steps.map((step) => stepHeldUntil(run, step)));
  const limiter = holdUntil(startLimiter(most), heldUntil);
  return { steps: new Set(steps), limiter };
}

/** The one lane of an errand, which asks one model. */
export function laneOfErrand({ kind, connection, heldUntil = 0 }: Errand): Lane {
  const limiter = holdUntil(startLimiter(connection.maxConcurrent), heldUntil);
  return { steps: new Set([kind]), limiter };
}

/** Fewer calls of a lane, or later ones, as a failure asks for that is tried again after `until`. */
export function* slowDown(
  lane: Lane,
  failure: CallFailure,
  { everyone }: Remedy & { kind: 'retry' },
  until: number,
): Generator<RunEvent> {
  lane.limiter = afterFailure(lane.limiter, failure.kind, everyone, until);
  if (everyone) yield { kind: 'waiting', until, failure };
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
