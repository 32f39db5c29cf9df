import type { AbortSignalLike, CallFailure } from '#core/model/model-call.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run, RunState } from '#core/model/run.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { applyReply } from './apply-reply.ts';
import { countCall } from './count-call.ts';
import type { RequestDraft } from './draft-request.ts';
import { addToFunnel } from './funnel.ts';
import { afterRateLimit, afterSuccess, holdUntil, startLimiter, type Limiter } from './limiter.ts';
import type { HeldReply, OpenRequest, OpenRequests } from './open-requests.ts';
import { planRequests, stillMissing } from './plan-requests.ts';
import type { RunPorts } from './ports.ts';
import { raceAbort } from './race-abort.ts';
import { addYield } from './reply-yields.ts';
import { remedyFor } from './retry-policy.ts';
import type { RunControl } from './run-control.ts';
import type { RunEvent } from './run-events.ts';
import { textHash } from './text-hash.ts';

/** Step-1 replies in a row without one acceptance after which a run stops spending. */
const BARREN_REPLIES = 40;

/** What an engine starts from: a stored run, its pool, and what an earlier session left open. */
export interface EngineStart {
  readonly run: Run;
  readonly pool: TaskPool;
  readonly open: OpenRequests;
  readonly ports: RunPorts;
  readonly control: RunControl;
  /** Cancels the calls in flight when a person stops the run. */
  readonly cancel: { readonly signal: AbortSignalLike; abort(): void };
}

interface Settled {
  readonly open: OpenRequest;
  readonly attempt: Attempt;
}

/**
 * Runs the pipeline: plans, commits intents, sends, commits raw outcomes, applies them in order.
 * Ends when the target is met, a person wants it, or nothing can succeed any more. Throws only when
 * a commit fails; the pool in memory is then ahead of the disk and must be read anew.
 */
export class RunEngine {
  #run: Run;
  #limiter: Limiter;
  #failure: CallFailure | undefined;
  #settled: Settled[] = [];
  #barren = 0;
  #wake: () => void = () => undefined;
  #activeSince: number;
  readonly #start: EngineStart;

  constructor(start: EngineStart) {
    this.#start = start;
    this.#run = start.run;
    this.#limiter = startLimiter(start.run.connection.maxConcurrent);
    this.#activeSince = start.ports.now();
  }

  /** The slots that calls may take now. */
  get limit(): number {
    return this.#limiter.limit;
  }

  get inFlight(): number {
    return this.#start.open.inFlight;
  }

  /** Changes the target while the run goes on. */
  raiseTarget(target: number): void {
    this.#run = { ...this.#run, target };
    this.#start.control.nudge();
  }

  async *events(): AsyncGenerator<RunEvent> {
    for (;;) {
      const seen = this.#start.control.changes;
      if (this.#settled.length > 0) yield* this.#takeSettled();
      const applied = await this.#start.ports.exclusive(() => this.#applyHeld());
      if (applied !== null) yield applied;
      const mayGoOn = this.#mayGoOn();
      if (mayGoOn) yield* this.#fill();
      if (this.#settled.length > 0) continue;
      if (this.inFlight === 0 && (!mayGoOn || !this.#start.open.hasReady)) break;
      await this.#wait(mayGoOn, seen);
    }
    if (this.#start.control.wanted === 'leave') return;
    const run = await this.#end();
    yield { kind: 'ended', run };
  }

  #mayGoOn(): boolean {
    const { control, cancel } = this.#start;
    const isOver = control.wanted === 'stop' || control.wanted === 'leave';
    if (isOver && !cancel.signal.aborted) cancel.abort();
    return control.wanted === 'run' && this.#failure === undefined && !this.#isStalled;
  }

  get #isStalled(): boolean {
    return this.#barren >= BARREN_REPLIES && stillMissing(this.#run, this.#start.pool) > 0;
  }

  /** Sends what fits: first what is open from before, then what the plan says. */
  async *#fill(): AsyncGenerator<RunEvent> {
    const { open, ports } = this.#start;
    const now = ports.now();
    if (this.#limiter.notBefore > now) return;
    const sent = [];
    if (!open.hasReady) await this.#plan();
    while (open.inFlight < this.#limiter.limit) {
      const next = open.takeReady(now);
      if (next === undefined) {
        if (!(await this.#plan())) break;
        continue;
      }
      sent.push(next.request.id);
      void this.#send(next);
    }
    if (sent.length > 0) yield { kind: 'sent', requests: sent, inFlight: open.inFlight };
  }

  /** Commits the intents of the requests to come; false where there is nothing to ask. */
  async #plan(): Promise<boolean> {
    const { open, pool, ports } = this.#start;
    const drafts = planRequests(this.#run, pool, {
      proposals: open.proposals,
      tasks: open.tasks,
      made: open.made,
      freeSlots: this.#limiter.limit - open.inFlight,
    });
    if (drafts.length === 0) return false;
    const requests = drafts.map((draft) => this.#toRequest(draft));
    const prefixes = new Map(
      drafts.map(({ prompt }) => [textHash(prompt.prefix), prompt.prefix] as const),
    );
    await ports.commitIntents({ requests, prefixes, run: this.#run });
    requests.forEach((request, index) => {
      const prompt = drafts[index]?.prompt;
      if (prompt === undefined) return;
      open.add({ request, prompt: prompt.prefix + prompt.tail, tries: 0, notBefore: 0 });
    });
    return true;
  }

  #toRequest({ prompt, ...draft }: RequestDraft): ModelRequest {
    const { api, model } = this.#run.connection;
    return {
      ...draft,
      id: this.#start.ports.nextRequestId(),
      runId: this.#run.id,
      api,
      model,
      prefixHash: textHash(prompt.prefix),
      promptTail: prompt.tail,
      createdAt: this.#start.ports.now(),
    };
  }

  async #send(open: OpenRequest): Promise<void> {
    const { ports, cancel } = this.#start;
    const { request, prompt, tries } = open;
    const { step, api, decoding } = request;
    const startedAt = ports.now();
    const chance = keyedRandom(this.#run.seed, 'call', `${request.id}/${tries}`)();
    const call = { step, api, prompt, decoding, seed: Math.floor(chance * 2 ** 31) };
    const outcome = await raceAbort(ports.complete(call, cancel.signal), cancel.signal);
    const attempt: Attempt = {
      id: ports.nextAttemptId(),
      requestId: request.id,
      startedAt,
      endedAt: ports.now(),
      outcome,
    };
    this.#settled.push({ open, attempt });
    this.#wake();
  }

  /** Stores what came back, raw, before anything is made of it. */
  async *#takeSettled(): AsyncGenerator<RunEvent> {
    const settled = this.#settled;
    this.#settled = [];
    const attempts = settled.map(({ attempt }) => attempt);
    this.#tick();
    this.#run = { ...this.#run, calls: attempts.reduce(countCall, this.#run.calls) };
    await this.#start.ports.commitAttempts(attempts, this.#run);
    for (const entry of settled) yield* this.#sort(entry);
  }

  /** A reply waits to take effect; a failure is tried again, given up, or ends the run. */
  *#sort({ open, attempt }: Settled): Generator<RunEvent> {
    const { outcome, endedAt } = attempt;
    const requests = this.#start.open;
    if (outcome.kind === 'reply') {
      this.#limiter = afterSuccess(this.#limiter);
      requests.hold(open.request, attempt);
      return;
    }
    const { failure } = outcome;
    const random = keyedRandom(this.#run.seed, 'backoff', attempt.id);
    const remedy = remedyFor(failure, open.tries + 1, random);
    if (remedy.kind === 'close') requests.hold(open.request, attempt);
    else requests.retry(open, endedAt + (remedy.kind === 'retry' ? remedy.delayMs : 0));
    yield { kind: 'failed', requestId: open.request.id, failure, remedy };
    if (remedy.kind === 'block' && failure.kind !== 'cancelled') this.#failure ??= failure;
    if (remedy.kind !== 'retry') return;
    const until = endedAt + remedy.delayMs;
    if (failure.kind === 'rate-limited') this.#limiter = afterRateLimit(this.#limiter, until);
    else if (remedy.everyone) this.#limiter = holdUntil(this.#limiter, until);
    if (remedy.everyone) yield { kind: 'waiting', until, failure };
  }

  /** Lets stored outcomes take effect, in the recipe's order, and commits all of them together. */
  async #applyHeld(): Promise<RunEvent | null> {
    const { open, ports } = this.#start;
    const at = ports.now();
    const applied = [];
    const tasks: number[] = [];
    for (const held of open.held) {
      if (!this.#isDue(held)) continue;
      tasks.push(...(await this.#apply(held, at)));
      applied.push({ requestId: held.request.id, attemptId: held.attemptId });
    }
    if (applied.length === 0) return null;
    this.#tick();
    await ports.commitApplied(applied, this.#run, at);
    return { kind: 'applied', run: this.#run, tasks };
  }

  /**
   * In rounds everything waits for the requests before it. Otherwise only proposals wait: those
   * that came after the target was met are kept, and used first when it is raised.
   */
  #isDue({ request }: HeldReply): boolean {
    if (this.#run.recipe.order === 'rounds') return !this.#start.open.hasEarlier(request.id);
    const isProposal = request.step === 'instruction' || request.step === 'whole-task';
    return !isProposal || stillMissing(this.#run, this.#start.pool) > 0;
  }

  async #apply({ request, outcome }: HeldReply, at: number): Promise<readonly number[]> {
    const { pool, ports, open } = this.#start;
    const { recipe, seed } = this.#run;
    const context = { pool, recipe, seed, at, similarity: ports.similarity };
    const { gain, tasks } = await applyReply(context, request, outcome);
    open.release(request.id);
    this.#run = { ...this.#run, funnel: addToFunnel(this.#run.funnel, gain) };
    if (gain.replies !== undefined) {
      const gained = { replies: 1, proposed: gain.proposed ?? 0, accepted: gain.novel ?? 0 };
      this.#run = { ...this.#run, yields: addYield(this.#run.yields, gained) };
      this.#barren = gained.accepted > 0 ? 0 : this.#barren + 1;
    }
    return tasks;
  }

  /** Sleeps until something settles, a person wants something, or a waiting call may be sent. */
  async #wait(mayGoOn: boolean, seen: number): Promise<void> {
    const { ports, control, open } = this.#start;
    const settled = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    if (this.#settled.length > 0 || control.changes !== seen) return;
    const hasRoom = open.inFlight < this.#limiter.limit;
    const next = mayGoOn && hasRoom ? Math.max(this.#limiter.notBefore, open.earliest) : Infinity;
    await ports.waitUntil(next, Promise.race([settled, control.changed]));
  }

  #tick(): void {
    const now = this.#start.ports.now();
    const activeMs = this.#run.activeMs + Math.max(0, now - this.#activeSince);
    this.#activeSince = now;
    this.#run = { ...this.#run, activeMs };
  }

  async #end(): Promise<Run> {
    this.#tick();
    const state = this.#finalState();
    const { failure: _, ...rest } = this.#run;
    this.#run = {
      ...rest,
      state,
      endedAt: this.#start.ports.now(),
      ...(state === 'blocked' && this.#failure && { failure: this.#failure }),
    };
    await this.#start.ports.commitRun(this.#run);
    return this.#run;
  }

  #finalState(): RunState {
    const { control } = this.#start;
    if (control.wanted === 'stop') return 'stopped';
    if (this.#failure !== undefined) return 'blocked';
    if (control.wanted === 'pause') return 'paused';
    return this.#isStalled ? 'stalled' : 'done';
  }
}
