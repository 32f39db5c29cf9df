import { addSpending, withinCaps } from '#core/budget/budget.ts';
import { priceOf } from '#core/budget/price-of.ts';
import { upperBound } from '#core/budget/price.ts';
import type { AttemptId, RequestId } from '#core/model/ids.ts';
import type { Outcome, ReplySchema } from '#core/model/model-call.ts';
import type { ModelProbe } from '#core/model/model-probe.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import { countCall } from './count-call.ts';
import type { Askable, OpenRequests } from './open-requests.ts';

/** A request that may have been sent and billed, although no answer was ever stored. */
export interface Orphan<R extends Askable = ModelRequest> {
  readonly request: R;
  readonly prompt: string;
  readonly schema?: ReplySchema;
}

/** A request without effect, as an earlier session left it. */
interface StoredRequest<R extends Askable> extends Orphan<R> {
  readonly attempts: readonly Attempt[];
}

/**
 * Takes a request of an earlier session up: a stored reply waits to take effect, anything else is
 * to be sent again. Returns the orphan where a call may have died with its program. `unsent` holds
 * what is known to be at rest; earlier failures prove nothing, since another try may have been out.
 */
export function takeUpRequest<R extends Askable>(
  open: OpenRequests<R>,
  { attempts, ...stored }: StoredRequest<R>,
  unsent: ReadonlySet<RequestId>,
): Orphan<R> | null {
  const { request } = stored;
  const reply = attempts.findLast(({ outcome }) => outcome.kind === 'reply');
  if (reply !== undefined) {
    open.hold(request, reply);
    return null;
  }
  // Earlier failures do not count: a person, or a new session, has asked to try again.
  open.add({ ...stored, tries: 0, failed: {}, notBefore: 0 });
  return unsent.has(request.id) ? null : stored;
}

/** What a run and an errand have in common: who is charged for calls. */
type Payer = Pick<
  Run,
  'connection' | 'stepConnections' | 'caps' | 'calls' | 'spent' | 'unsent' | 'probes'
>;

type Dated = Askable & Pick<ModelRequest, 'createdAt'>;

/**
 * Books orphans at the most that they can have taken, as attempts with ids from `firstId` on. The
 * run that is returned knows that everything in `open` is at rest, so that nothing is booked twice.
 */
export function chargeOrphans<P extends Payer, R extends Dated>(
  run: P,
  open: OpenRequests<R>,
  orphans: readonly Orphan<R>[],
  firstId: AttemptId,
  at: number,
): { readonly run: P; readonly attempts: readonly Attempt[] } {
  const probed = chargeProbes(run);
  let { spent } = probed;
  const attempts = orphans.map((orphan, index) => {
    const attempt = interruptedAttempt(orphan, { ...run, spent }, firstId + index, at);
    spent = addSpending(spent, attempt.booked);
    return attempt;
  });
  const calls = attempts.reduce(countCall, probed.calls);
  return { attempts, run: { ...probed, calls, spent, unsent: open.waiting } };
}

/** The same for a probe that may have been out. */
function chargeProbes<P extends Payer>(run: P): P {
  let { spent, calls } = run;
  const probes = run.probes?.map(({ out, ...probe }): ModelProbe => {
    if (out === undefined) return probe;
    const booked = withinCaps(out, run.caps, spent);
    spent = addSpending(spent, booked);
    calls = countCall(calls, { outcome: interrupted });
    const { tries, booked: before } = probe;
    return {
      ...probe,
      tries: tries + 1,
      booked: addSpending(before, booked),
      outcome: interrupted,
    };
  });
  return probes === undefined ? run : { ...run, probes, calls, spent };
}

const interrupted: Outcome = {
  kind: 'failure',
  failure: {
    kind: 'interrupted',
    message: 'Seedbed was closed before the answer came; the call may have been billed.',
  },
};

/** The attempt of a call that died with its program: nobody knows whether the provider answered. */
function interruptedAttempt(
  { request, ...sent }: Orphan<Dated>,
  run: Payer,
  id: AttemptId,
  at: number,
): Attempt {
  const price = priceOf(connectionOf(run, request.step));
  const bound = upperBound({ ...sent, decoding: request.decoding }, price);
  return {
    id,
    requestId: request.id,
    startedAt: request.createdAt,
    endedAt: at,
    outcome: interrupted,
    booked: withinCaps(bound, run.caps, run.spent),
  };
}
