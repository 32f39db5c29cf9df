import { takenBy } from '#core/budget/booking.ts';
import { Budget, type CapKind, type Caps } from '#core/budget/budget.ts';
import { priceOf } from '#core/budget/price-of.ts';
import { upperBound, type Price, type Spending } from '#core/budget/price.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { RequestId } from '#core/model/ids.ts';
import type { AbortSignalLike, CallFailure } from '#core/model/model-call.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import type { DeskPorts, DeskSetting, FinalFailure, Settled, Spender } from './desk-setting.ts';
import { LaneProbes, type SettledProbe } from './lane-probes.ts';
import { LaneStandings } from './lane-standings.ts';
import { LaneSlots } from './lane-slots.ts';
import { slowDown, type Lane } from './lanes.ts';
import { afterSuccess } from './limiter.ts';
import type { Askable, IsWanted, OpenRequest, OpenRequests } from './open-requests.ts';
import { raceAbort } from './race-abort.ts';
import { remedyFor, withFailure, type Remedy } from './retry-policy.ts';
import type { RunEvent } from './run-events.ts';
import { SendWindow } from './send-window.ts';

/** Sends requests within limits and budget, and decides what follows from how they end. */
export class CallDesk<R extends Askable = ModelRequest> {
  readonly #run: Spender;
  readonly #open: OpenRequests<R>;
  readonly #ports: DeskPorts;
  readonly #cancel: AbortSignalLike;
  readonly #budget: Budget;
  readonly #isWanted: IsWanted<R>;
  readonly #maySend: () => boolean;
  readonly #showsFewer: DeskSetting<R>['showsFewer'];
  readonly #lanes: readonly Lane[];
  readonly #window: SendWindow<R>;
  readonly #probes: LaneProbes;
  readonly #slots: LaneSlots<R>;
  #settled: Settled<R>[] = [];
  #wake: () => void = () => undefined;
  #failure: FinalFailure | undefined;
  readonly #standings: LaneStandings;
  #cap: CapKind | null = null;

  constructor(setting: DeskSetting<R>) {
    const { run, open, ports, cancel } = setting;
    this.#run = run;
    this.#open = open;
    this.#ports = ports;
    this.#cancel = cancel;
    this.#isWanted = setting.isWanted;
    this.#maySend = setting.maySend;
    this.#showsFewer = setting.showsFewer;
    this.#budget = new Budget(run.caps, run.spent);
    this.#lanes = setting.lanes;
    const { lanes, isWanted } = setting;
    this.#probes = new LaneProbes({
      ...{ lanes, ports, cancel, budget: this.#budget, seed: run.seed, stored: run.probes },
      connectionOf: (lane) => this.#connectionOf(lane),
      onSettled: () => this.#wake(),
    });
    const isBarred = (lane: Lane): boolean => this.#probes.bars(lane);
    const now = (): number => ports.now();
    this.#slots = new LaneSlots({ lanes, open, probes: this.#probes, isWanted, now });
    const freeSlots = (lane: Lane): number => this.#slots.free(lane);
    const unsent = run.unsent ?? [];
    this.#window = new SendWindow({ open, lanes, isWanted, isBarred, freeSlots, unsent });
    this.#standings = new LaneStandings(run.calls.sent > run.calls.failed);
  }

  get inFlight(): number {
    return this.#open.inFlight + this.#probes.inFlight;
  }

  /** The slots of all lanes together. */
  get limit(): number {
    return this.#slots.limit;
  }

  /** Which requests may be sent before the next commit. */
  get window(): Pick<SendWindow<R>, 'isInTheWay' | 'narrow' | 'holdBack' | 'release'> {
    return this.#window;
  }

  /** How many more calls each lane takes now. */
  get slots(): Pick<LaneSlots<R>, 'free' | 'toPlan'> {
    return this.#slots;
  }

  /** The lanes that no wait holds at `now`. */
  openLanes(now: number): readonly Lane[] {
    return this.#lanes.filter(({ limiter }) => limiter.notBefore <= now);
  }

  /** The lanes that are held for longer than `forMs` from `now`. */
  heldLanes(now: number, forMs: number): readonly Lane[] {
    return this.#lanes.filter(({ limiter }) => limiter.notBefore - now > forMs);
  }

  /**
   * When the next call may be sent, or a wait is over so that more can be planned (ms since 1970);
   * Infinity where nothing is to be waited for.
   */
  nextAt(now: number): number {
    if (this.#cap !== null) return Infinity;
    const times = this.#lanes
      .filter((lane) => this.#slots.free(lane) > 0 && !this.#probes.isOut(lane))
      .map((lane) => {
        const { notBefore } = lane.limiter;
        if (notBefore > now) return notBefore;
        // A probe that is due was sent where anything waits for it.
        return this.#probes.bars(lane) ? Infinity : this.#open.earliest(this.#isFor(lane));
      });
    return Math.min(Infinity, ...times);
  }

  get failure(): FinalFailure | undefined {
    return this.#failure;
  }

  /** The cap that the next call could pass. */
  get cap(): CapKind | null {
    return this.#cap;
  }

  get spent(): Spending {
    return this.#budget.spent;
  }

  get hasSettled(): boolean {
    return this.#settled.length > 0 || this.#probes.hasSettled;
  }

  /** Settles when a call ends. */
  nextSettled(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Holds every further call to these caps. */
  setCaps(caps: Caps): void {
    this.#budget.setCaps(caps);
    this.#cap = null;
  }

  /** Ends every wait: the next calls are sent at once. */
  skipWait(): void {
    for (const lane of this.#lanes) lane.limiter = { ...lane.limiter, notBefore: 0 };
    this.#open.wake();
  }

  /** Sends what is ready and wanted, as far as slots, clock and budget allow; tells what. */
  sendReady(now: number): RequestId[] {
    const sent: RequestId[] = [];
    for (const lane of this.#lanes) {
      for (let id = this.#sendNext(lane, now); id !== null; id = this.#sendNext(lane, now)) {
        sent.push(id);
      }
      if (this.#cap !== null) break;
    }
    return sent;
  }

  #sendNext(lane: Lane, now: number): RequestId | null {
    if (this.#probes.bars(lane)) return null;
    if (this.#slots.free(lane) <= 0 || lane.limiter.notBefore > now) return null;
    const next = this.#open.takeReady(
      now,
      (request) => this.#isFor(lane)(request) && this.#window.isOpenTo(request),
    );
    if (next === undefined) return null;
    const { request } = next;
    const bound = upperBound({ ...next, ...request }, this.#priceOf(request));
    this.#cap = this.#budget.blockedBy(bound);
    if (this.#cap !== null) {
      this.#open.putBack(next);
      return null;
    }
    this.#budget.reserve(request.id, bound);
    void this.#send(next);
    return request.id;
  }

  /** The calls that ended since this was last asked; they must be stored before `sort`. */
  takeSettled(): Settled<R>[] {
    const settled = this.#settled;
    this.#settled = [];
    return settled;
  }

  /** A reply waits to take effect; a failure is tried again, given up, or ends the run. */
  *sort({ open, attempt }: Settled<R>): Generator<RunEvent> {
    const { outcome } = attempt;
    this.#cap = null;
    if (outcome.kind === 'reply') {
      const lane = this.#laneOf(open.request);
      if (lane) {
        lane.limiter = afterSuccess(lane.limiter);
        this.#standings.noteAnswer(lane);
      }
      this.#open.hold(open.request, attempt);
      return;
    }
    const { failure } = outcome;
    const remedy = this.#remedyFor(open, attempt, failure);
    const until = attempt.endedAt + (remedy.kind === 'retry' ? remedy.delayMs : 0);
    if (remedy.kind === 'close') this.#open.hold(open.request, attempt);
    else this.#open.retry(open, failure, until);
    yield { kind: 'failed', requestId: open.request.id, failure, remedy };
    if (remedy.kind === 'block' && failure.kind !== 'cancelled') {
      this.#failure ??= { failure, step: open.request.step };
    }
    const lane = this.#laneOf(open.request);
    if (lane && remedy.kind === 'retry') yield* slowDown(lane, failure, remedy, until);
  }

  /** The short questions to models of which nothing is known. */
  get probes(): LaneProbes {
    return this.#probes;
  }

  /** Lanes whose probe may go out at `now` once that is committed; its cost is reserved. */
  reserveProbes(now: number, hasWork: (lane: Lane) => boolean): readonly Lane[] {
    if (this.#cap !== null) return [];
    const hasRoom = (lane: Lane): boolean => this.#slots.free(lane) > 0;
    const { lanes, cap } = this.#probes.reserve(now, hasWork, hasRoom);
    this.#cap = cap;
    return lanes;
  }

  /** Opens a probe's lane, has it wait, or ends the work. */
  *sortProbe(settled: SettledProbe): Generator<RunEvent> {
    this.#cap = null;
    const failure = yield* this.#probes.sort(settled, this.#standings);
    if (failure !== null) this.#failure ??= { failure, step: settled.step };
  }

  #remedyFor(open: OpenRequest<R>, attempt: Attempt, failure: CallFailure): Remedy {
    if (failure.kind === 'context-overflow' && this.#showsFewer(open.request)) {
      return { kind: 'close' };
    }
    const lane = this.#laneOf(open.request);
    const standing = { ...this.#standings.of(lane), failed: withFailure(open.failed, failure) };
    const random = keyedRandom(this.#run.seed, 'backoff', attempt.id);
    const remedy = remedyFor(failure, standing, random);
    if (remedy.kind === 'close') this.#standings.noteGivenUp(lane);
    return remedy;
  }

  async #send(open: OpenRequest<R>): Promise<void> {
    const { request, prompt, schema, tries } = open;
    const { step, api, decoding } = request;
    const startedAt = this.#ports.now();
    const chance = keyedRandom(this.#run.seed, 'call', `${request.id}/${tries}`)();
    const seed = Math.floor(chance * 2 ** 31);
    const call = { step, api, prompt, decoding, seed, ...(schema && { schema }) };
    const outcome = await raceAbort(this.#ports.complete(call, this.#cancel), this.#cancel);
    const endedAt = this.#ports.now();
    const taken = takenBy(outcome, this.#priceOf(request), endedAt - startedAt);
    const attempt: Attempt = {
      id: this.#ports.nextAttemptId(),
      requestId: request.id,
      startedAt,
      endedAt,
      outcome,
      booked: this.#budget.settle(request.id, taken),
    };
    this.#settled.push({ open, attempt });
    this.#open.land(request.id);
    // The slot is filled at once: what came back is stored and read while the next call is out.
    const lane = this.#laneOf(request);
    if (lane && outcome.kind === 'reply' && this.#maySend()) this.#sendNext(lane, attempt.endedAt);
    this.#wake();
  }

  #laneOf({ step }: Askable): Lane | undefined {
    return this.#lanes.find(({ steps }) => steps.has(step));
  }

  #isFor(lane: Lane): IsWanted<R> {
    return (request) => lane.steps.has(request.step) && this.#isWanted(request);
  }

  #connectionOf({ steps }: Lane): ModelConnection {
    const [step] = steps;
    return step === undefined ? this.#run.connection : connectionOf(this.#run, step);
  }

  #priceOf({ step }: Askable): Price | null {
    return priceOf(connectionOf(this.#run, step));
  }
}
