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
  /** The connections that it shares with other lanes; absent: it shares none. */
  readonly shared?: SharedOrigin;
}

/** An origin by plain http that several lanes go to. */
export interface SharedOrigin {
  readonly origin: string;
  /** The lane’s even share; what it does not use is lent to the others. */
  readonly own: number;
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
  const all = [...steps.values()].map((each) => {
    const connections = each.map((step) => connectionOf(run, step));
    const most = Math.min(...connections.map(({ maxConcurrent }) => maxConcurrent));
    const [first] = connections;
    return { steps: each, most, origin: first ? plainHttpOrigin(first.baseUrl) : null };
  });
  const shares = sharesOf(all);
  return all.map(({ steps: answered, most, origin }, place) => {
    const heldUntil = Math.max(...answered.map((step) => stepHeldUntil(run, step)));
    const own = shares[place];
    const atOnce = own === undefined ? most : Math.min(most, mostToPlainHttp);
    return {
      steps: new Set(answered),
      limiter: holdUntil(startLimiter(atOnce), heldUntil),
      ...(own !== undefined && origin !== null && { shared: { origin, own } }),
    };
  });
}

interface LanePlan {
  readonly most: number;
  readonly origin: string | null;
}

/** Each lane’s part of its plain-http origin, split as evenly as can be; undefined: it shares none. */
function sharesOf(lanes: readonly LanePlan[]): readonly (number | undefined)[] {
  const shares: (number | undefined)[] = lanes.map(() => undefined);
  for (const origin of new Set(lanes.map((lane) => lane.origin))) {
    const sharing = [...lanes.entries()].filter(([, lane]) => lane.origin === origin);
    if (origin === null || sharing.length < 2) continue;
    // Who wants least takes first, so that what it leaves goes to the others.
    sharing.sort(([, a], [, b]) => a.most - b.most);
    let left = mostToPlainHttp;
    for (const [taken, [place, { most }]] of sharing.entries()) {
      const share = Math.min(most, Math.max(1, Math.floor(left / (sharing.length - taken))));
      shares[place] = share;
      left -= share;
    }
  }
  return shares;
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
