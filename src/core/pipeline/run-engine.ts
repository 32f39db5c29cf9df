import type { AbortSignalLike } from '#core/model/model-call.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Run, RunState } from '#core/model/run.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { applyReply } from './apply-reply.ts';
import { CallDesk } from './call-desk.ts';
import { countCall } from './count-call.ts';
import type { RequestDraft } from './draft-request.ts';
import { addToFunnel } from './funnel.ts';
import type { HeldReply, OpenRequests } from './open-requests.ts';
import { planRequests, stillMissing } from './plan-requests.ts';
import type { RunPorts } from './ports.ts';
import { addYield } from './reply-yields.ts';
import type { RunControl } from './run-control.ts';
import type { RunEvent } from './run-events.ts';
import { textHash } from './text-hash.ts';

/** Step-1 replies in a row without one acceptance after which a run stops spending. */
const BARREN_REPLIES = 40;
/** A wait longer than this is written down, so that it holds after a reload too. */
const LONG_WAIT_MS = 60_000;

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

/**
 * Runs the pipeline: plans, commits intents, sends, commits raw outcomes, applies them in order.
 * Ends when the target is met, a person wants it, a cap is reached, or nothing can succeed any
 * more. Throws only when a commit fails; the pool in memory is then ahead of the disk and must be
 * read anew.
 */
export class RunEngine {
  #run: Run;
  #barren = 0;
  #activeSince: number;
  readonly #start: EngineStart;
  readonly #desk: CallDesk;

  constructor(start: EngineStart) {
    this.#start = start;
    this.#run = start.run;
    this.#desk = new CallDesk(start.run, start.open, start.ports, start.cancel.signal);
    this.#activeSince = start.ports.now();
  }

  /** The slots that calls may take now. */
  get limit(): number {
    return this.#desk.limit;
  }

  get inFlight(): number {
    return this.#desk.inFlight;
  }

  /** Changes the target while the run goes on. */
  raiseTarget(target: number): void {
    this.#run = { ...this.#run, target };
    this.#start.control.nudge();
  }

  async *events(): AsyncGenerator<RunEvent> {
    const { control, ports } = this.#start;
    for (;;) {
      const seen = control.changes;
      if (this.#desk.hasSettled) yield* this.#takeSettled();
      const applied = await ports.exclusive(() => this.#applyHeld());
      if (applied !== null) yield applied;
      const mayGoOn = this.#mayGoOn();
      if (mayGoOn) yield* this.#fill();
      if (this.#desk.hasSettled) continue;
      if (this.inFlight === 0 && (!mayGoOn || this.#hasNothingToDo)) break;
      await this.#wait(mayGoOn, seen);
    }
    if (control.wanted === 'leave') return;
    yield { kind: 'ended', run: await this.#end() };
  }

  #mayGoOn(): boolean {
    const { control, cancel } = this.#start;
    const isOver = control.wanted === 'stop' || control.wanted === 'leave';
    if (isOver && !cancel.signal.aborted) cancel.abort();
    return control.wanted === 'run' && this.#desk.failure === undefined && !this.#isStalled;
  }

  get #isStalled(): boolean {
    return this.#barren >= BARREN_REPLIES && stillMissing(this.#run, this.#start.pool) > 0;
  }

  get #hasNothingToDo(): boolean {
    return this.#desk.cap !== null || !this.#start.open.hasReady;
  }

  /** Sends what fits: first what is open from before, then what the plan says. */
  async *#fill(): AsyncGenerator<RunEvent> {
    const now = this.#start.ports.now();
    const sent = [];
    for (;;) {
      if (this.#desk.freeSlots > 0 && !this.#start.open.hasReadyAt(now)) {
        if (this.#desk.notBefore > now || !(await this.#plan())) break;
      }
      const id = this.#desk.sendNext(now);
      if (id === null) break;
      sent.push(id);
    }
    if (sent.length > 0) yield { kind: 'sent', requests: sent, inFlight: this.inFlight };
  }

  /** Commits the intents of the requests to come; false where there is nothing to ask. */
  async #plan(): Promise<boolean> {
    const { open, pool, ports } = this.#start;
    const drafts = planRequests(this.#run, pool, {
      proposals: open.proposals,
      tasks: open.tasks,
      made: open.made,
      freeSlots: this.#desk.freeSlots,
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

  /** Stores what came back, raw, before anything is made of it. */
  async *#takeSettled(): AsyncGenerator<RunEvent> {
    const settled = this.#desk.takeSettled();
    const attempts = settled.map(({ attempt }) => attempt);
    const events = settled.flatMap((entry) => [...this.#desk.sort(entry)]);
    this.#tick();
    const calls = attempts.reduce(countCall, this.#run.calls);
    this.#run = { ...this.#run, calls, spent: this.#desk.spent };
    if (this.#desk.notBefore - this.#start.ports.now() > LONG_WAIT_MS) {
      this.#run = { ...this.#run, heldUntil: this.#desk.notBefore };
    }
    await this.#start.ports.commitAttempts(attempts, this.#run);
    yield* events;
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
    const settled = this.#desk.nextSettled();
    if (this.#desk.hasSettled || control.changes !== seen) return;
    const maySend = mayGoOn && this.#desk.freeSlots > 0 && this.#desk.cap === null;
    const next = maySend ? Math.max(this.#desk.notBefore, open.earliest) : Infinity;
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
    const { failure } = this.#desk;
    const { failure: _, ...rest } = this.#run;
    this.#run = {
      ...rest,
      state,
      endedAt: this.#start.ports.now(),
      ...(state === 'blocked' && failure && { failure }),
    };
    await this.#start.ports.commitRun(this.#run);
    return this.#run;
  }

  #finalState(): RunState {
    const { control } = this.#start;
    if (control.wanted === 'stop') return 'stopped';
    if (this.#desk.failure !== undefined) return 'blocked';
    if (control.wanted === 'pause') return 'paused';
    if (this.#desk.cap !== null) return 'capped';
    return this.#isStalled ? 'stalled' : 'done';
  }
}
