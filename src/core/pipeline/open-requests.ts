import type { AttemptId, RequestId, TaskId } from '#core/model/ids.ts';
import type { CallFailure, ModelCall, Outcome, ReplySchema } from '#core/model/model-call.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import { withFailure, type FailedTries } from './retry-policy.ts';

/** What sending a request takes, whoever asks: a run, or an errand. */
export interface Askable extends Pick<ModelCall, 'step' | 'api' | 'decoding'> {
  readonly id: RequestId;
  /** Which request of its step this is, from 0. */
  readonly index: number;
  readonly taskId?: TaskId;
}

/** A request that has no outcome yet that counts. */
export interface OpenRequest<R extends Askable = ModelRequest> {
  readonly request: R;
  readonly prompt: string;
  /** The form of its reply, for models that can be held to one. */
  readonly schema?: ReplySchema;
  readonly tries: number;
  /** How its tries failed. */
  readonly failed: FailedTries;
  /** Not sent before this time, in milliseconds since 1970. */
  readonly notBefore: number;
}

/** A request whose outcome is stored and has not taken effect yet. */
export interface HeldReply<R extends Askable = ModelRequest> {
  readonly request: R;
  readonly attemptId: AttemptId;
  readonly outcome: Outcome;
}

/** Whether a request that is ready should be sent as things stand now. */
export type IsWanted<R extends Askable = ModelRequest> = (request: R) => boolean;

/** The requests of a run, or of an errand, between intent and effect. */
export class OpenRequests<R extends Askable = ModelRequest> {
  readonly #ready = new Map<RequestId, OpenRequest<R>>();
  readonly #inFlight = new Map<RequestId, OpenRequest<R>>();
  /** Ended, and not sorted yet into replies and failures. */
  readonly #landed = new Map<RequestId, OpenRequest<R>>();
  readonly #held = new Map<RequestId, HeldReply<R>>();
  /** Handed over to a batch: waited for, and not sent from here. */
  readonly #away = new Map<RequestId, R>();
  readonly #made: Record<Askable['step'], number> = {
    instruction: 0,
    classification: 0,
    instance: 0,
    'whole-task': 0,
    judge: 0,
    repair: 0,
    regenerate: 0,
  };

  /** Takes in a request that is to be sent, new or left over from before. */
  add(open: OpenRequest<R>): void {
    this.#note(open.request);
    this.#ready.set(open.request.id, open);
  }

  /** Takes in a stored outcome that waits to take effect. */
  hold(request: R, attempt: Pick<Attempt, 'id' | 'outcome'>): void {
    this.#note(request);
    this.#ready.delete(request.id);
    this.#landed.delete(request.id);
    this.#away.delete(request.id);
    const { id: attemptId, outcome } = attempt;
    this.#held.set(request.id, { request, attemptId, outcome });
  }

  /** Takes in a request whose answer will come by a batch, or moves one there that was ready. */
  setAside(request: R): void {
    this.#note(request);
    this.#ready.delete(request.id);
    this.#away.set(request.id, request);
  }

  /** Takes note of a request that is over, so that its index is not given again. */
  #note(request: R): void {
    this.#made[request.step] = Math.max(this.#made[request.step], request.index + 1);
  }

  /** Takes note of requests that took effect earlier. */
  noteMade(requests: readonly R[]): void {
    for (const request of requests) this.#note(request);
  }

  get made(): Readonly<Record<Askable['step'], number>> {
    return this.#made;
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** How many requests could be sent from now on, those that wait for their turn included. */
  get ready(): number {
    return this.#ready.size;
  }

  inFlightOf(steps: ReadonlySet<Askable['step']>): number {
    return countOf(this.#inFlight, steps);
  }

  /** The same of some steps only. */
  readyOf(steps: ReadonlySet<Askable['step']>): number {
    return countOf(this.#ready, steps);
  }

  /** Requests that are to be sent and not out now. */
  get waiting(): readonly RequestId[] {
    return [...this.#ready.keys()];
  }

  /** Ids of all requests without effect. */
  get ids(): readonly RequestId[] {
    return this.#all().map(({ id }) => id);
  }

  /** Whether answers are awaited that no call from here will bring. */
  get hasAway(): boolean {
    return this.#away.size > 0;
  }

  /** Requests that are neither answered nor in flight, the lowest first. */
  get unanswered(): readonly R[] {
    const ready = [...this.#ready.values()].map(({ request }) => request);
    return [...ready, ...this.#away.values()].sort((a, b) => a.id - b.id);
  }

  /** Whether anything that waits to be sent is so. */
  some(isSo: (open: OpenRequest<R>) => boolean): boolean {
    return [...this.#ready.values()].some(isSo);
  }

  /** Of what waits to be sent, the ids of those that are so, by rank and then in their order. */
  sorted(
    isSo: (open: OpenRequest<R>) => boolean,
    rank: (open: OpenRequest<R>) => number,
  ): readonly RequestId[] {
    return [...this.#ready.values()]
      .filter(isSo)
      .map((open) => ({ id: open.request.id, rank: rank(open) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ id }) => id);
  }

  /** Whether a request is ready that `isWanted`, now or later. */
  hasReady(isWanted: IsWanted<R>): boolean {
    return [...this.#ready.values()].some(({ request }) => isWanted(request));
  }

  /** How many could be sent at `now`; no more than `most` are counted. */
  countReady(isWanted: IsWanted<R>, now: number, most: number): number {
    let count = 0;
    for (const { request, notBefore } of this.#ready.values()) {
      if (count >= most) break;
      if (notBefore <= now && isWanted(request)) count += 1;
    }
    return count;
  }

  /** The next request that may be sent now, moved to in flight; undefined where there is none. */
  takeReady(now: number, isWanted: IsWanted<R>): OpenRequest<R> | undefined {
    for (const [id, open] of this.#ready) {
      if (open.notBefore > now || !isWanted(open.request)) continue;
      this.#ready.delete(id);
      this.#inFlight.set(id, open);
      return open;
    }
    return undefined;
  }

  /** Frees the slot of a request whose call has ended. */
  land(requestId: RequestId): void {
    const open = this.#inFlight.get(requestId);
    if (open === undefined) return;
    this.#inFlight.delete(requestId);
    this.#landed.set(requestId, open);
  }

  /** Puts a request back that could not be sent after all. */
  putBack(open: OpenRequest<R>): void {
    this.#inFlight.delete(open.request.id);
    this.#ready.set(open.request.id, open);
  }

  /** Puts a request that failed back, for another try. */
  retry(open: OpenRequest<R>, failure: CallFailure, notBefore: number): void {
    this.#landed.delete(open.request.id);
    const failed = withFailure(open.failed, failure);
    this.#ready.set(open.request.id, { ...open, tries: open.tries + 1, failed, notBefore });
  }

  /** Lets every request that waits be sent at once. */
  wake(): void {
    for (const [id, open] of this.#ready) this.#ready.set(id, { ...open, notBefore: 0 });
  }

  /** When the earliest request that waits may be sent; Infinity where none waits. */
  earliest(isWanted: IsWanted<R>): number {
    const wanted = [...this.#ready.values()].filter(({ request }) => isWanted(request));
    return Math.min(Infinity, ...wanted.map(({ notBefore }) => notBefore));
  }

  /** Held outcomes, the lowest request first. */
  get held(): readonly HeldReply<R>[] {
    return [...this.#held.values()].sort((a, b) => a.request.id - b.request.id);
  }

  isHeld(requestId: RequestId): boolean {
    return this.#held.has(requestId);
  }

  release(requestId: RequestId): void {
    this.#held.delete(requestId);
  }

  /** The earliest request whose outcome is still to come; Infinity where none is. */
  get firstUnanswered(): RequestId {
    let first = Infinity;
    for (const ids of [this.#ready, this.#inFlight, this.#landed, this.#away]) {
      for (const id of ids.keys()) first = Math.min(first, id);
    }
    return first;
  }

  /** Step-1 requests without effect so far. */
  get proposals(): number {
    return this.#all().filter(({ step }) => step === 'instruction' || step === 'whole-task').length;
  }

  /** Tasks that a request without effect asks about. */
  get tasks(): ReadonlySet<TaskId> {
    return new Set(this.#all().flatMap(({ taskId }) => (taskId === undefined ? [] : [taskId])));
  }

  #all(): R[] {
    const open = [this.#ready, this.#inFlight, this.#landed, this.#held].flatMap((map) => [
      ...map.values(),
    ]);
    return [...open.map(({ request }) => request), ...this.#away.values()];
  }
}

function countOf(
  open: ReadonlyMap<RequestId, { readonly request: Askable }>,
  steps: ReadonlySet<Askable['step']>,
): number {
  let count = 0;
  for (const { request } of open.values()) if (steps.has(request.step)) count += 1;
  return count;
}
