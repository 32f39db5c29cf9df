import type { Caps } from '#core/budget/budget.ts';
import type { Errand, ErrandAttempt, ErrandRequest, ErrandState } from '#core/model/errand.ts';
import type { TaskId } from '#core/model/ids.ts';
import { ActiveTime } from '#core/pipeline/active-time.ts';
import { CallDesk } from '#core/pipeline/call-desk.ts';
import { countCall } from '#core/pipeline/count-call.ts';
import { lackingInStock, laneOfErrand, type Lane } from '#core/pipeline/lanes.ts';
import type { OpenRequests } from '#core/pipeline/open-requests.ts';
import { PendingChanges } from '#core/pipeline/pending-changes.ts';
import type { RunControl } from '#core/pipeline/run-control.ts';
import type { RunEvent } from '#core/pipeline/run-events.ts';
import { isWantedToRun, workLoop, type Cancel } from '#core/pipeline/work-loop.ts';
import { resultOf } from './answer-of.ts';
import { countResult } from './errand-counts.ts';
import type { ErrandPorts } from './errand-ports.ts';
import { planErrand, todoOf } from './plan-errand.ts';

/** Answers in a row that could not be used, after which an errand stops spending. */
const USELESS_REPLIES = 20;
/** A wait longer than this is written down, so that it holds after a reload too. */
const LONG_WAIT_MS = 60_000;

/** What happens while an errand is at work. State is on disk when an event tells of it. */
export type ErrandEvent =
  | Extract<RunEvent, { kind: 'sent' | 'failed' | 'waiting' }>
  | { readonly kind: 'answered'; readonly errand: Errand; readonly tasks: readonly TaskId[] }
  | { readonly kind: 'ended'; readonly errand: Errand };

/** What an engine starts from: a stored errand, and what an earlier session left open. */
export interface ErrandStart {
  readonly errand: Errand;
  readonly open: OpenRequests<ErrandRequest>;
  readonly ports: ErrandPorts;
  readonly control: RunControl;
  readonly cancel: Cancel;
}

/**
 * Asks about tasks with the promises of a run: intents before sending, raw replies before reading,
 * caps by reservation, and nothing lost or asked twice when it is taken up again. It changes no
 * task. Throws only when a commit fails.
 */
export class ErrandEngine {
  #errand: Errand;
  #useless = 0;
  readonly #changes = new PendingChanges<Errand>();
  readonly #activeTime: ActiveTime;
  readonly #todo: readonly TaskId[];
  readonly #start: ErrandStart;
  readonly #lane: Lane;
  readonly #desk: CallDesk<ErrandRequest>;

  constructor(start: ErrandStart) {
    const { errand, open, ports, cancel } = start;
    this.#start = start;
    this.#errand = errand;
    this.#todo = todoOf(errand);
    this.#lane = laneOfErrand(errand);
    this.#desk = new CallDesk({
      run: errand,
      lanes: [this.#lane],
      open,
      ports,
      cancel: cancel.signal,
      isWanted: everything,
      maySend: () => this.#mayGoOn(),
      // A task that is too long is given up; the others may well be shorter.
      showsFewer: () => true,
    });
    this.#activeTime = new ActiveTime(() => ports.now());
  }

  /** The slots that calls may take now. */
  get limit(): number {
    return this.#desk.limit;
  }

  get inFlight(): number {
    return this.#desk.inFlight;
  }

  /** Changes the caps while the errand goes on; calls in flight are let be. */
  setCaps(caps: Caps): void {
    this.#desk.setCaps(caps);
    this.#changes.add((errand) => ({ ...errand, caps }));
    this.#start.control.nudge();
  }

  async *events(): AsyncGenerator<ErrandEvent> {
    const { control, ports } = this.#start;
    yield* workLoop<ErrandRequest, ErrandEvent>(
      { desk: this.#desk, control, ports },
      {
        takeSettled: () => this.#takeSettled(),
        apply: () => this.#apply(),
        fill: () => this.#fill(),
        mayGoOn: () => this.#mayGoOn(),
        hasNothingToDo: () => this.#hasNothingToDo,
      },
    );
    if (control.wanted === 'leave') {
      // What was cancelled is booked by now: whoever goes on must not take it for cut off.
      await ports.commitErrand({ ...this.#errand, unsent: this.#start.open.waiting });
      return;
    }
    yield { kind: 'ended', errand: await this.#end() };
  }

  #mayGoOn(): boolean {
    const { control, cancel } = this.#start;
    return isWantedToRun(control, cancel) && this.#desk.failure === undefined && !this.#isStalled;
  }

  get #isStalled(): boolean {
    return this.#useless >= USELESS_REPLIES && !this.#isAllAsked;
  }

  get #isAllAsked(): boolean {
    return this.#errand.next >= this.#todo.length && this.#start.open.ready === 0;
  }

  get #hasNothingToDo(): boolean {
    return this.#desk.cap !== null || this.#isAllAsked;
  }

  #isHeld(now: number): boolean {
    return this.#lane.limiter.notBefore > now;
  }

  /** Commits the errand with something: it then says what will not be sent before the next commit. */
  async #commit(
    write: (errand: Errand) => Promise<void>,
    coming: readonly ErrandRequest[] = [],
  ): Promise<void> {
    const unsent = this.#desk.window.narrow(this.#start.ports.now(), coming);
    this.#errand = { ...this.#errand, unsent };
    await write(this.#errand);
    this.#desk.window.release(unsent);
  }

  /** Lets what is held back be sent, where a free slot waits for it. */
  async #release(now: number): Promise<boolean> {
    if (!this.#desk.window.isInTheWay(now)) return false;
    await this.#commit((errand) => this.#start.ports.commitErrand(errand));
    return true;
  }

  /** Sends what fits: first what is open from before, then what comes next. */
  async *#fill(): AsyncGenerator<ErrandEvent> {
    const now = this.#start.ports.now();
    const sent = this.#desk.sendReady(now);
    if (await this.#release(now)) sent.push(...this.#desk.sendReady(now));
    while (this.#desk.cap === null && !this.#isHeld(now) && (await this.#plan())) {
      sent.push(...this.#desk.sendReady(now));
    }
    if (sent.length > 0) yield { kind: 'sent', requests: sent, inFlight: this.inFlight };
  }

  get #lacking(): number {
    return lackingInStock(this.#lane, this.#desk.freeSlots(this.#lane), this.#start.open.ready);
  }

  /** Commits the intents of the next requests; false where there is nothing more to ask. */
  async #plan(): Promise<boolean> {
    const { open, ports } = this.#start;
    const most = this.#lacking;
    if (most <= 0 || this.#errand.next >= this.#todo.length) return false;
    const { opened, errand } = planErrand(this.#errand, this.#todo, most, ports);
    const requests = opened.map(({ request }) => request);
    this.#errand = errand;
    await this.#commit((planned) => ports.commitIntents(requests, planned), requests);
    for (const one of opened) open.add(one);
    return opened.length > 0;
  }

  /** Stores what came back, raw, before anything is made of it. */
  async *#takeSettled(): AsyncGenerator<ErrandEvent> {
    const { open, ports } = this.#start;
    const settled = this.#desk.takeSettled();
    const events = settled.flatMap((entry) => [...this.#desk.sort(entry)]);
    const attempts = settled.map(({ attempt }): ErrandAttempt => {
      const isGivenUp = attempt.outcome.kind === 'failure' && open.isHeld(attempt.requestId);
      return isGivenUp ? { ...attempt, isGivenUp } : attempt;
    });
    const calls = attempts.reduce(countCall, this.#errand.calls);
    this.#errand = { ...this.#activeTime.addTo(this.#errand), calls, spent: this.#desk.spent };
    const { notBefore } = this.#lane.limiter;
    if (this.#isHeld(ports.now() + LONG_WAIT_MS)) {
      this.#errand = { ...this.#errand, heldUntil: notBefore };
    }
    await this.#commit((errand) => ports.commitAttempts(attempts, errand));
    yield* events.filter(isErrandEvent);
  }

  async *#apply(): AsyncGenerator<ErrandEvent> {
    if (this.#changes.hasAny) {
      this.#errand = this.#changes.applyTo(this.#errand);
      await this.#commit((errand) => this.#start.ports.commitErrand(errand));
    }
    const answered = await this.#takeAnswers();
    if (answered !== null) yield answered;
  }

  /** Reads stored outcomes and commits what they say. */
  async #takeAnswers(): Promise<ErrandEvent | null> {
    const { open, ports } = this.#start;
    const { held } = open;
    if (held.length === 0) return null;
    const results = held.map(({ request, attemptId, outcome }) =>
      resultOf(this.#errand, request, { id: attemptId, outcome }),
    );
    let { counts } = this.#errand;
    for (const result of results) {
      const isUseless = result.kind === 'bad' || result.kind === 'failed';
      this.#useless = isUseless ? this.#useless + 1 : 0;
      counts = countResult(counts, result, ports.result(result.taskId));
    }
    this.#errand = { ...this.#activeTime.addTo(this.#errand), counts };
    await this.#commit((errand) => ports.commitResults(results, errand));
    for (const { request } of held) open.release(request.id);
    const tasks = results.map(({ taskId }) => taskId);
    return { kind: 'answered', errand: this.#errand, tasks };
  }

  async #end(): Promise<Errand> {
    const state = this.#finalState();
    const { failure: final } = this.#desk;
    const { failure: _, ...rest } = this.#activeTime.addTo(this.#errand);
    this.#errand = {
      ...rest,
      state,
      endedAt: this.#start.ports.now(),
      unsent: this.#start.open.waiting,
      ...(state === 'blocked' && final && { failure: final.failure }),
    };
    await this.#start.ports.commitErrand(this.#errand);
    return this.#errand;
  }

  #finalState(): ErrandState {
    const { control } = this.#start;
    if (control.wanted === 'stop') return 'stopped';
    if (this.#desk.failure !== undefined) return 'blocked';
    if (control.wanted === 'pause') return 'paused';
    if (this.#desk.cap !== null) return 'capped';
    return this.#isStalled ? 'stalled' : 'done';
  }
}

const everything = (): boolean => true;

function isErrandEvent(event: RunEvent): event is Extract<ErrandEvent, RunEvent> {
  return event.kind === 'sent' || event.kind === 'failed' || event.kind === 'waiting';
}
