import { takenBy } from '#core/budget/booking.ts';
import { Budget, type CapKind } from '#core/budget/budget.ts';
import { upperBound, type Spending } from '#core/budget/price.ts';
import type { RequestId } from '#core/model/ids.ts';
import type { AbortSignalLike, CallFailure } from '#core/model/model-call.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { afterRateLimit, afterSuccess, holdUntil, startLimiter, type Limiter } from './limiter.ts';
import type { Askable, IsWanted, OpenRequest, OpenRequests } from './open-requests.ts';
import type { RunPorts } from './ports.ts';
import { raceAbort } from './race-abort.ts';
import { remedyFor, type Remedy } from './retry-policy.ts';
import type { RunEvent } from './run-events.ts';

/** A call that ended, not stored yet. */
interface Settled<R extends Askable> {
  readonly open: OpenRequest<R>;
  readonly attempt: Attempt;
}

/** Whose calls a desk makes: a run, or an errand. */
type Spender = Pick<Run, 'connection' | 'seed' | 'caps' | 'spent' | 'heldUntil'>;
type DeskPorts = Pick<RunPorts, 'complete' | 'now' | 'nextAttemptId'>;

/** What a desk works on. */
interface DeskSetting<R extends Askable> {
  readonly run: Spender;
  readonly open: OpenRequests<R>;
  readonly ports: DeskPorts;
  readonly cancel: AbortSignalLike;
  readonly isWanted: IsWanted<R>;
  /** Whether anything may be sent as things stand: nobody paused, nothing failed for good. */
  readonly maySend: () => boolean;
  /** A prompt was too long: tells whether the next ones of its kind will be shorter. */
  readonly showsFewer: (request: R) => boolean;
}

/** Sends requests within the limit and the budget, and decides what follows from how they end. */
export class CallDesk<R extends Askable = ModelRequest> {
  readonly #run: Spender;
  readonly #open: OpenRequests<R>;
  readonly #ports: DeskPorts;
  readonly #cancel: AbortSignalLike;
  readonly #budget: Budget;
  readonly #isWanted: IsWanted<R>;
  readonly #maySend: () => boolean;
  readonly #showsFewer: DeskSetting<R>['showsFewer'];
  #limiter: Limiter;
  #settled: Settled<R>[] = [];
  #wake: () => void = () => undefined;
  #failure: CallFailure | undefined;
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
    const limiter = startLimiter(run.connection.maxConcurrent);
    this.#limiter = holdUntil(limiter, run.heldUntil ?? 0);
  }

  get inFlight(): number {
    return this.#open.inFlight;
  }

  get limit(): number {
    return this.#limiter.limit;
  }

  get freeSlots(): number {
    return this.#limiter.limit - this.#open.inFlight;
  }

  get notBefore(): number {
    return this.#limiter.notBefore;
  }

  /** A failure that trying again will not mend. */
  get failure(): CallFailure | undefined {
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
    return this.#settled.length > 0;
  }

  /** Settles when a call ends. */
  nextSettled(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Sends one request that is ready and wanted, if slots, clock and budget allow; tells which. */
  sendNext(now: number): RequestId | null {
    if (this.freeSlots <= 0 || this.#limiter.notBefore > now) return null;
    const next = this.#open.takeReady(now, this.#isWanted);
    if (next === undefined) return null;
    const { request, prompt } = next;
    const price = this.#run.connection.price ?? null;
    const bound = upperBound({ prompt, decoding: request.decoding }, price);
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
      this.#limiter = afterSuccess(this.#limiter);
      this.#open.hold(open.request, attempt);
      return;
    }
    const { failure } = outcome;
    const remedy = this.#remedyFor(open, attempt, failure);
    const until = attempt.endedAt + (remedy.kind === 'retry' ? remedy.delayMs : 0);
    if (remedy.kind === 'close') this.#open.hold(open.request, attempt);
    else this.#open.retry(open, until);
    yield { kind: 'failed', requestId: open.request.id, failure, remedy };
    if (remedy.kind === 'block' && failure.kind !== 'cancelled') this.#failure ??= failure;
    if (remedy.kind === 'retry') yield* this.#slowDown(failure, remedy, until);
  }

  #remedyFor(open: OpenRequest<R>, attempt: Attempt, failure: CallFailure): Remedy {
    if (failure.kind === 'context-overflow' && this.#showsFewer(open.request)) {
      return { kind: 'close' };
    }
    const random = keyedRandom(this.#run.seed, 'backoff', attempt.id);
    return remedyFor(failure, open.tries + 1, random);
  }

  *#slowDown(
    failure: CallFailure,
    { everyone }: Remedy & { kind: 'retry' },
    until: number,
  ): Generator<RunEvent> {
    if (failure.kind === 'rate-limited') this.#limiter = afterRateLimit(this.#limiter, until);
    else if (everyone) this.#limiter = holdUntil(this.#limiter, until);
    if (everyone) yield { kind: 'waiting', until, failure };
  }

  async #send(open: OpenRequest<R>): Promise<void> {
    const { request, prompt, tries } = open;
    const { step, api, decoding } = request;
    const startedAt = this.#ports.now();
    const chance = keyedRandom(this.#run.seed, 'call', `${request.id}/${tries}`)();
    const call = { step, api, prompt, decoding, seed: Math.floor(chance * 2 ** 31) };
    const outcome = await raceAbort(this.#ports.complete(call, this.#cancel), this.#cancel);
    const taken = takenBy(outcome, this.#run.connection.price ?? null);
    const attempt: Attempt = {
      id: this.#ports.nextAttemptId(),
      requestId: request.id,
      startedAt,
      endedAt: this.#ports.now(),
      outcome,
      booked: this.#budget.settle(request.id, taken),
    };
    this.#settled.push({ open, attempt });
    this.#open.land(request.id);
    // The slot is filled at once: what came back is stored and read while the next call is out.
    if (outcome.kind === 'reply' && this.#maySend()) this.sendNext(attempt.endedAt);
    this.#wake();
  }
}
