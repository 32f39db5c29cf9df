import type { MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Caps } from '#core/budget/budget.ts';
import type { Run } from '#core/model/run.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { applyHeld } from './apply-held.ts';
import type { CallDesk } from './call-desk.ts';
import { CallWork } from './call-work.ts';
import type { OpenRequests } from './open-requests.ts';
import { shownCount, type RequestDraft } from './draft-request.ts';
import { lackingInStock, lanesOf, withHeldLane, type Lane } from './lanes.ts';
import { planRequests, stillMissing } from './plan-requests.ts';
import type { RunPorts } from './ports.ts';
import { prefixesOf, requestOf } from './request-of.ts';
import type { RunControl } from './run-control.ts';
import { endedRun } from './run-end.ts';
import type { RunEvent } from './run-events.ts';
import type { Cancel } from './work-loop.ts';

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
  readonly cancel: Cancel;
}

/**
 * Runs the pipeline: plans, commits intents, sends, commits raw outcomes, applies them in order.
 * Ends when the target is met, a person wants it, a cap is reached, what the filter by embeddings
 * needs is gone, or nothing can succeed any more. Throws only when a commit or the index fails; its
 * pool is of no use then.
 */
export class RunEngine {
  #barren = 0;
  #lastBeforeCut = 0;
  /** Why replies can't take effect: they wait on disk until the run is resumed. */
  #lost: MeaningFailure | null = null;
  readonly #start: EngineStart;
  readonly #work: CallWork<Run, ModelRequest>;

  constructor(start: EngineStart) {
    this.#start = start;
    const { run, open, ports, control, cancel } = start;
    this.#work = new CallWork({
      ...{ row: run, lanes: lanesOf(run), open, ports, control, cancel },
      isWanted: this.#isWanted,
      showsFewer: (request) => this.#showFewer(request),
      isHindered: () => this.#lost !== null || this.#isStalled,
      hasWork: (lane) => this.#hasWork(lane),
      store: (row) => ports.commitRun(row),
    });
  }

  get #run(): Run {
    return this.#work.row;
  }

  get #desk(): CallDesk {
    return this.#work.desk;
  }

  /** The slots that calls may take now. */
  get limit(): number {
    return this.#desk.limit;
  }

  get inFlight(): number {
    return this.#desk.inFlight;
  }

  /** Ends the run before it begins: what its filter by embeddings needs is not at hand. */
  lose(reason: MeaningFailure): void {
    this.#lost = reason;
  }

  /** True where the run ended only because much of the pool is to be embedded first. */
  get isBehind(): boolean {
    return this.#lost?.kind === 'behind';
  }

  /** Changes the target while the run goes on. */
  raiseTarget(target: number): void {
    this.#work.change(({ proposesNoMore: _, ...run }) => ({ ...run, target }));
  }

  /** Changes the caps while the run goes on; calls in flight are let be. */
  setCaps(caps: Caps): void {
    this.#work.setCaps(caps);
  }

  /** Ends a wait that a provider asked for, because a person knows better. */
  skipWait(): void {
    this.#desk.skipWait();
    this.#work.change(({ heldUntil: _, stepsHeldUntil: __, ...run }) => run);
  }

  async *events(): AsyncGenerator<RunEvent> {
    yield* this.#work.goRound<RunEvent>({
      takeSettled: () => this.#takeSettled(),
      apply: () => this.#apply(),
      fill: () => this.#work.fill((now) => this.#plan(now)),
      hasNothingToDo: () => this.#hasNothingToDo,
    });
    if (this.#start.control.wanted === 'leave') await this.#work.leave();
    else yield { kind: 'ended', run: await this.#end() };
  }

  get #isStalled(): boolean {
    return this.#barren >= BARREN_REPLIES && stillMissing(this.#run, this.#start.pool) > 0;
  }

  get #hasNothingToDo(): boolean {
    if (this.#desk.cap !== null) return true;
    // What a wait holds back is not planned yet, and still to be done.
    return (
      !this.#start.open.hasReady(this.#isWanted) &&
      this.#draft(this.#desk.openLanes(Infinity)).length === 0
    );
  }

  /** Proposals that are ready are kept back once the target is met, and used first when raised. */
  readonly #isWanted = ({ step }: ModelRequest): boolean => {
    const isProposal = step === 'instruction' || step === 'whole-task';
    if (!isProposal || this.#run.recipe.order === 'rounds') return true;
    return stillMissing(this.#run, this.#start.pool) > 0;
  };

  /**
   * Halves the demonstrations after a step-1 prompt that was too long. Prompts made before the last
   * cut do not count again; with one demonstration left there is nothing more to leave out.
   */
  #showFewer({ id, step }: ModelRequest): boolean {
    if (step !== 'instruction' && step !== 'whole-task') return false;
    if (id <= this.#lastBeforeCut) return true;
    const shown = shownCount(this.#run);
    if (shown <= 1) return false;
    this.#work.row = { ...this.#run, shownAtMost: Math.floor(shown / 2) };
    this.#lastBeforeCut = Math.max(...this.#start.open.ids);
    return true;
  }

  /** How many more requests of a lane should be ready. */
  #lacking(lane: Lane): number {
    const room = this.#desk.slots.toPlan(lane);
    const ready = this.#start.open.readyOf(lane.steps);
    // With one call at a time the run must follow from its seed alone, not from how fast commits are.
    if (this.#run.recipe.order === 'rounds' || lane.limiter.most === 1) {
      // What is ready may wait for a connection that is lent; any other was sent.
      return lane.shared === undefined ? room : room - ready;
    }
    return lackingInStock(lane, room, ready);
  }

  /** What lanes could send next. */
  #draft(lanes: readonly Lane[]): RequestDraft[] {
    const { open, pool } = this.#start;
    const lacking = lanes
      .map((lane) => ({ steps: lane.steps, freeSlots: this.#lacking(lane) }))
      .filter(({ freeSlots }) => freeSlots > 0);
    if (lacking.length === 0) return [];
    const { proposals, tasks, made } = open;
    return lacking.flatMap((lane) =>
      planRequests(this.#run, pool, { proposals, tasks, made, ...lane }),
    );
  }

  #hasWork(lane: Lane): boolean {
    const isOf = (request: ModelRequest): boolean =>
      lane.steps.has(request.step) && this.#isWanted(request);
    return this.#start.open.hasReady(isOf) || this.#draft([lane]).length > 0;
  }

  /** Commits the intents of the requests to come; false where there is nothing to ask. */
  async #plan(now: number): Promise<boolean> {
    const { open, ports } = this.#start;
    // What a model shows in its probe counts for all that it is asked.
    const lanes = this.#desk.openLanes(now).filter((lane) => !this.#desk.probes.bars(lane));
    const drafts = this.#draft(lanes);
    if (drafts.length === 0) return false;
    const requests = drafts.map((draft) =>
      requestOf(draft, this.#run, ports.nextRequestId(), ports.now()),
    );
    const prefixes = prefixesOf(drafts);
    await this.#work.commit((run) => ports.commitIntents({ requests, prefixes, run }), requests);
    requests.forEach((request, index) => {
      const prompt = drafts[index]?.prompt;
      if (prompt === undefined) return;
      open.add({
        request,
        prompt: prompt.prefix + prompt.tail,
        tries: 0,
        failed: {},
        notBefore: 0,
      });
    });
    return true;
  }

  /** Stores what came back, raw, before anything is made of it. */
  async *#takeSettled(): AsyncGenerator<RunEvent> {
    const { settled, events } = this.#work.takeBack();
    const held = this.#desk.heldLanes(this.#start.ports.now(), LONG_WAIT_MS);
    this.#work.row = held.reduce(withHeldLane, this.#run);
    const attempts = settled.map(({ attempt }) => attempt);
    await this.#work.commit((run) => this.#start.ports.commitAttempts(attempts, run));
    yield* events;
  }

  async *#apply(): AsyncGenerator<RunEvent> {
    if (await this.#work.commitChanges()) yield { kind: 'changed', run: this.#run };
    const applied = await this.#start.ports.exclusive(() => this.#applyHeld());
    if (applied !== null) yield applied;
  }

  /** Lets stored outcomes take effect, in the recipe's order, and commits all of them together. */
  async #applyHeld(): Promise<RunEvent | null> {
    if (this.#lost !== null) return null;
    const { open, pool, ports } = this.#start;
    const at = ports.now();
    const { similarity, guard, meaning } = ports;
    const setting = { pool, open, similarity, guard, meaning, at };
    const { run, applied, tasks, acceptedOf, lost } = await applyHeld(this.#run, setting);
    this.#work.row = run;
    this.#lost = lost ?? null;
    for (const accepted of acceptedOf) this.#barren = accepted > 0 ? 0 : this.#barren + 1;
    if (applied.length === 0) return null;
    this.#work.addTime();
    await this.#work.commit((committed) => ports.commitApplied(applied, committed, at));
    return { kind: 'applied', run: this.#run, tasks };
  }

  async #end(): Promise<Run> {
    const { control, open, ports } = this.#start;
    this.#work.addTime();
    this.#work.row = endedRun(this.#run, {
      wanted: control.wanted,
      failure: this.#desk.failure,
      lost: this.#lost,
      cap: this.#desk.cap,
      isStalled: this.#isStalled,
      hasAway: open.hasAway,
      unsent: open.waiting,
      endedAt: ports.now(),
    });
    await ports.commitRun(this.#run);
    return this.#run;
  }
}
