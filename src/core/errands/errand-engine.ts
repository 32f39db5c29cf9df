import type { Caps } from '#core/budget/budget.ts';
import type { Errand, ErrandAttempt, ErrandRequest, ErrandState } from '#core/model/errand.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { CallDesk } from '#core/pipeline/call-desk.ts';
import { CallWork } from '#core/pipeline/call-work.ts';
import { lackingInStock, laneOfErrand, type Lane } from '#core/pipeline/lanes.ts';
import type { OpenRequests } from '#core/pipeline/open-requests.ts';
import type { RunControl } from '#core/pipeline/run-control.ts';
import type { RunEvent } from '#core/pipeline/run-events.ts';
import type { Cancel } from '#core/pipeline/work-loop.ts';
import { resultOf } from './answer-of.ts';
import { countResult } from './errand-counts.ts';
import type { ErrandPorts } from './errand-ports.ts';
import { newerResults } from './newer-results.ts';
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
  #useless = 0;
  readonly #todo: readonly TaskId[];
  readonly #start: ErrandStart;
  readonly #lane: Lane;
  readonly #work: CallWork<Errand, ErrandRequest>;

  constructor(start: ErrandStart) {
    const { errand, open, ports, control, cancel } = start;
    this.#start = start;
    this.#todo = todoOf(errand);
    this.#lane = laneOfErrand(errand);
    this.#work = new CallWork({
      ...{ row: errand, lanes: [this.#lane], open, ports, control, cancel },
      isWanted: everything,
      // A task that is too long is given up; the others may well be shorter.
      showsFewer: everything,
      isHindered: () => this.#isStalled,
      hasWork: () => !this.#isAllAsked,
      store: (row) => ports.commitErrand(row),
    });
  }

  get #errand(): Errand {
    return this.#work.row;
  }

  get #desk(): CallDesk<ErrandRequest> {
    return this.#work.desk;
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
    this.#work.setCaps(caps);
  }

  async *events(): AsyncGenerator<ErrandEvent> {
    yield* this.#work.goRound<ErrandEvent>({
      takeSettled: () => this.#takeSettled(),
      apply: () => this.#apply(),
      fill: () => this.#work.fill((now) => this.#plan(now)),
      hasNothingToDo: () => this.#hasNothingToDo,
    });
    if (this.#start.control.wanted === 'leave') await this.#work.leave();
    else yield { kind: 'ended', errand: await this.#end() };
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

  get #lacking(): number {
    return lackingInStock(this.#lane, this.#desk.slots.free(this.#lane), this.#start.open.ready);
  }

  /** Commits the intents of the next requests; false where there is nothing more to ask. */
  async #plan(now: number): Promise<boolean> {
    const { open, ports } = this.#start;
    if (this.#isHeld(now) || this.#desk.probes.bars(this.#lane)) return false;
    const most = this.#lacking;
    if (most <= 0 || this.#errand.next >= this.#todo.length) return false;
    const { opened, errand } = planErrand(this.#errand, this.#todo, most, ports);
    const requests = opened.map(({ request }) => request);
    this.#work.row = errand;
    await this.#work.commit((planned) => ports.commitIntents(requests, planned), requests);
    for (const one of opened) open.add(one);
    return opened.length > 0;
  }

  /** Stores what came back, raw, before anything is made of it. */
  async *#takeSettled(): AsyncGenerator<ErrandEvent> {
    const { open, ports } = this.#start;
    const { settled, events } = this.#work.takeBack();
    const attempts = settled.map(({ attempt }): ErrandAttempt => {
      const isGivenUp = attempt.outcome.kind === 'failure' && open.isHeld(attempt.requestId);
      return isGivenUp ? { ...attempt, isGivenUp } : attempt;
    });
    if (this.#isHeld(ports.now() + LONG_WAIT_MS)) {
      this.#work.row = { ...this.#errand, heldUntil: this.#lane.limiter.notBefore };
    }
    await this.#work.commit((errand) => ports.commitAttempts(attempts, errand));
    yield* events.filter(isErrandEvent);
  }

  async *#apply(): AsyncGenerator<ErrandEvent> {
    await this.#work.commitChanges();
    const answered = await this.#takeAnswers();
    if (answered !== null) yield answered;
  }

  /** Reads stored outcomes and commits what they say. */
  async #takeAnswers(): Promise<ErrandEvent | null> {
    const { open, ports } = this.#start;
    const { held } = open;
    if (held.length === 0) return null;
    const found = held.map(({ request, attemptId, outcome }) =>
      resultOf(this.#errand, request, { id: attemptId, outcome }),
    );
    for (const { kind } of found) {
      const isUseless = kind === 'bad' || kind === 'failed';
      this.#useless = isUseless ? this.#useless + 1 : 0;
    }
    const results = newerResults(found, (id) => ports.result(id));
    const counts = results.reduce(
      (sum, result) => countResult(sum, result, ports.result(result.taskId)),
      this.#errand.counts,
    );
    this.#work.addTime();
    this.#work.row = { ...this.#errand, counts };
    await this.#work.commit((errand) => ports.commitResults(results, errand));
    for (const { request } of held) open.release(request.id);
    const tasks = results.map(({ taskId }) => taskId);
    return { kind: 'answered', errand: this.#errand, tasks };
  }

  async #end(): Promise<Errand> {
    const state = this.#finalState();
    const { failure: final } = this.#desk;
    this.#work.addTime();
    const { failure: _, ...rest } = this.#errand;
    this.#work.row = {
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
