import { takenBy } from '#core/budget/booking.ts';
import { addSpending, noSpending, type Budget, type CapKind } from '#core/budget/budget.ts';
import { priceOf } from '#core/budget/price-of.ts';
import { upperBound } from '#core/budget/price.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { AbortSignalLike, CallFailure, Outcome } from '#core/model/model-call.ts';
import type { ModelProbe } from '#core/model/model-probe.ts';
import { modelName } from '#core/model/step-connection.ts';
import { shownAddress } from '#core/providers/endpoint-check.ts';
import { isProbeAnswered, mostProbeTries, probeCall } from '#core/providers/probe-call.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import type { LaneStandings } from './lane-standings.ts';
import { slowDown, type Lane } from './lanes.ts';
import type { Askable } from './open-requests.ts';
import type { RunPorts } from './ports.ts';
import { raceAbort } from './race-abort.ts';
import { remedyFor } from './retry-policy.ts';
import type { RunEvent } from './run-events.ts';

/** A probe's call that ended, not stored yet. */
export interface SettledProbe {
  readonly lane: Lane;
  /** The first step that the lane answers. */
  readonly step: Askable['step'];
  readonly connection: ModelConnection;
  readonly outcome: Outcome;
  readonly startedAt: number;
  readonly endedAt: number;
}

interface Setting {
  readonly lanes: readonly Lane[];
  readonly connectionOf: (lane: Lane) => ModelConnection;
  /** What the stored work tells of earlier probes; absent: it comes from before there were any. */
  readonly stored: readonly ModelProbe[] | undefined;
  readonly budget: Budget;
  readonly seed: number;
  readonly ports: Pick<RunPorts, 'complete' | 'now' | 'models'>;
  readonly cancel: AbortSignalLike;
  readonly onSettled: () => void;
}

/** Asks the models of lanes that nothing is known of a short question before anything else. */
export class LaneProbes {
  readonly #setting: Setting;
  readonly #rows = new Map<string, ModelProbe>();
  readonly #names: ReadonlyMap<Lane, string>;
  /** Lanes whose model is still to be asked. */
  readonly #due = new Set<Lane>();
  readonly #out = new Set<Lane>();
  /** Of the lanes whose model is still to be asked: those that have something to ask it. */
  readonly #wanted = new Set<Lane>();
  #settled: SettledProbe[] = [];

  constructor(setting: Setting) {
    this.#setting = setting;
    const { lanes, stored, ports } = setting;
    this.#names = namesOf(lanes, setting.connectionOf);
    for (const row of stored ?? []) this.#rows.set(row.model, row);
    if (stored === undefined) return;
    for (const lane of lanes) {
      const connection = setting.connectionOf(lane);
      const { isOver = false } = this.#rowOf(lane);
      if (!isOver && ports.models.isUnknown(connection)) this.#due.add(lane);
    }
  }

  /** What is to be stored with the work. */
  get rows(): readonly ModelProbe[] {
    return [...this.#rows.values()];
  }

  get inFlight(): number {
    return this.#out.size;
  }

  get hasSettled(): boolean {
    return this.#settled.length > 0;
  }

  /** Whether a lane's own calls wait for its probe. */
  bars(lane: Lane): boolean {
    return this.#due.has(lane);
  }

  isOut(lane: Lane): boolean {
    return this.#out.has(lane);
  }

  /** Whether a lane's probe is still to go out, for calls that wait for it. */
  isWanted(lane: Lane): boolean {
    return this.#wanted.has(lane) && !this.#out.has(lane);
  }

  /**
   * Notes that probes are about to go out, in lanes that nothing holds and that have something to
   * ask and a free slot. `cap`: what the budget does not allow another of.
   */
  reserve(
    now: number,
    hasWork: (lane: Lane) => boolean,
    hasRoom: (lane: Lane) => boolean,
  ): { readonly lanes: readonly Lane[]; readonly cap: CapKind | null } {
    // First, since a lane that wants to probe gets back what others have of its share.
    for (const lane of this.#due) {
      if (hasWork(lane)) this.#wanted.add(lane);
      else this.#wanted.delete(lane);
    }
    const lanes: Lane[] = [];
    for (const lane of this.#wanted) {
      if (this.#out.has(lane) || lane.limiter.notBefore > now || !hasRoom(lane)) continue;
      const cap = this.#reserveFor(lane);
      if (cap !== null) return { lanes, cap };
      lanes.push(lane);
    }
    return { lanes, cap: null };
  }

  #reserveFor(lane: Lane): CapKind | null {
    const { connectionOf, budget } = this.#setting;
    const connection = connectionOf(lane);
    const bound = upperBound(probeCall(connection), priceOf(connection));
    const cap = budget.blockedBy(bound);
    if (cap !== null) return cap;
    budget.reserve(this.#key(lane), bound);
    const row = this.#rowOf(lane);
    this.#rows.set(row.model, { ...row, out: bound });
    this.#out.add(lane);
    return null;
  }

  /** Sends probes that are reserved, and committed as that. */
  send(lanes: readonly Lane[]): void {
    for (const lane of lanes) void this.#sendOne(lane);
  }

  async #sendOne(lane: Lane): Promise<void> {
    const { connectionOf, ports, cancel, onSettled } = this.#setting;
    const connection = connectionOf(lane);
    const [step = 'classification'] = lane.steps;
    const startedAt = ports.now();
    const call = { ...probeCall(connection), step };
    const outcome = await raceAbort(ports.complete(call, cancel), cancel);
    const endedAt = ports.now();
    this.#settled.push({ lane, step, connection, outcome, startedAt, endedAt });
    onSettled();
  }

  /**
   * What came back since it was last asked. Only now it is no longer out, and booked: whatever was
   * committed meanwhile counted it as out, and nobody asked again before its answer was heard.
   */
  takeSettled(): readonly SettledProbe[] {
    const settled = this.#settled;
    this.#settled = [];
    for (const probe of settled) this.#book(probe);
    return settled;
  }

  #book({ lane, connection, outcome, startedAt, endedAt }: SettledProbe): void {
    const taken = takenBy(outcome, priceOf(connection), endedAt - startedAt);
    const booked = this.#setting.budget.settle(this.#key(lane), taken);
    const { out: _, ...before } = this.#rowOf(lane);
    this.#rows.set(before.model, {
      ...before,
      tries: before.tries + 1,
      booked: addSpending(before.booked, booked),
      outcome,
    });
    this.#out.delete(lane);
  }

  /**
   * Opens the lane of a probe that was answered or given up, or has it wait. Returns what trying
   * again will not mend. Any other failure is left to the lane's own calls, which are tried again as
   * usual; they may carry other things, and be taken.
   */
  *sort(
    { lane, outcome, endedAt }: SettledProbe,
    standings: LaneStandings,
  ): Generator<RunEvent, CallFailure | null> {
    if (outcome.kind === 'reply' || isProbeAnswered(outcome)) {
      lane.limiter = { ...lane.limiter, isProbing: false };
      standings.noteAnswer(lane);
      this.#finish(lane, true);
      return null;
    }
    const { failure } = outcome;
    const { model, tries } = this.#rowOf(lane);
    if (failure.kind === 'cancelled') return null;
    if (failure.isMended === true) {
      if (tries >= mostProbeTries) this.#finish(lane, false);
      return null;
    }
    const isPostponed = failure.kind === 'rate-limited' || failure.kind === 'offline';
    const failed = { [failure.kind]: isPostponed ? tries : 1 };
    const random = keyedRandom(this.#setting.seed, 'probe', `${model}/${tries}`);
    const remedy = remedyFor(failure, { failed, hasAnswered: true, givenUp: 0 }, random);
    if (remedy.kind === 'retry') yield* slowDown(lane, failure, remedy, endedAt + remedy.delayMs);
    if (remedy.kind === 'block' && failure.kind !== 'refused-parameter') return failure;
    if (!isPostponed) this.#finish(lane, false);
    return null;
  }

  #finish(lane: Lane, isAnswered: boolean): void {
    const connection = this.#setting.connectionOf(lane);
    const row = this.#rowOf(lane);
    this.#due.delete(lane);
    this.#wanted.delete(lane);
    this.#rows.set(row.model, { ...row, isOver: true });
    if (isAnswered) this.#setting.ports.models.noteProbed(connection);
  }

  #rowOf(lane: Lane): ModelProbe {
    const model = this.#names.get(lane) ?? '';
    return this.#rows.get(model) ?? { model, tries: 0, booked: noSpending };
  }

  /** Requests have ids from 1 on; probes are reserved below them. */
  #key(lane: Lane): number {
    return -1 - this.#setting.lanes.indexOf(lane);
  }
}

/**
 * By an address as people may read it, since rows leave the browser in backups; two lanes that only
 * differ in what is not shown of it are told apart by their steps.
 */
function namesOf(
  lanes: readonly Lane[],
  connectionOf: (lane: Lane) => ModelConnection,
): ReadonlyMap<Lane, string> {
  const shown = lanes.map((lane) => {
    const connection = connectionOf(lane);
    return modelName({ ...connection, baseUrl: shownAddress(connection.baseUrl) });
  });
  const isShared = (name: string): boolean => shown.indexOf(name) !== shown.lastIndexOf(name);
  return new Map(
    lanes.map((lane, i) => {
      const name = shown[i] ?? '';
      return [lane, isShared(name) ? `${name} (${[...lane.steps].join(', ')})` : name];
    }),
  );
}
