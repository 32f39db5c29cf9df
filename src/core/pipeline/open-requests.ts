import type { AttemptId, RequestId, TaskId } from '#core/model/ids.ts';
import type { Outcome, Step } from '#core/model/model-call.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';

/** A request that has no outcome yet that counts. */
export interface OpenRequest {
  readonly request: ModelRequest;
  readonly prompt: string;
  readonly tries: number;
  /** Not sent before this time, in milliseconds since 1970. */
  readonly notBefore: number;
}

/** A request whose outcome is stored and has not taken effect yet. */
export interface HeldReply {
  readonly request: ModelRequest;
  readonly attemptId: AttemptId;
  readonly outcome: Outcome;
}

/** Whether a request that is ready should be sent as things stand now. */
export type IsWanted = (request: ModelRequest) => boolean;

/** The requests of a run between intent and effect. */
export class OpenRequests {
  readonly #ready = new Map<RequestId, OpenRequest>();
  readonly #inFlight = new Map<RequestId, OpenRequest>();
  /** Ended, and not sorted yet into replies and failures. */
  readonly #landed = new Map<RequestId, OpenRequest>();
  readonly #held = new Map<RequestId, HeldReply>();
  /** Handed over to a batch: waited for, and not sent from here. */
  readonly #away = new Map<RequestId, ModelRequest>();
  readonly #made: Record<Step, number> = {
    instruction: 0,
    classification: 0,
    instance: 0,
    'whole-task': 0,
  };

  /** Takes in a request that is to be sent, new or left over from before. */
  add(open: OpenRequest): void {
    this.#note(open.request);
    this.#ready.set(open.request.id, open);
  }

  /** Takes in a stored outcome that waits to take effect. */
  hold(request: ModelRequest, attempt: Pick<Attempt, 'id' | 'outcome'>): void {
    this.#note(request);
    this.#ready.delete(request.id);
    this.#landed.delete(request.id);
    this.#away.delete(request.id);
    const { id: attemptId, outcome } = attempt;
    this.#held.set(request.id, { request, attemptId, outcome });
  }

  /** Takes in a request whose answer will come by a batch, or moves one there that was ready. */
  setAside(request: ModelRequest): void {
    this.#note(request);
    this.#ready.delete(request.id);
    this.#away.set(request.id, request);
  }

  /** Takes note of a request that is over, so that its index is not given again. */
  #note(request: ModelRequest): void {
    this.#made[request.step] = Math.max(this.#made[request.step], request.index + 1);
  }

  /** Takes note of requests that took effect earlier. */
  noteMade(requests: readonly ModelRequest[]): void {
    for (const request of requests) this.#note(request);
  }

  get made(): Readonly<Record<Step, number>> {
    return this.#made;
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** How many requests could be sent from now on, those that wait for their turn included. */
  get ready(): number {
    return this.#ready.size;
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
  get unanswered(): readonly ModelRequest[] {
    const ready = [...this.#ready.values()].map(({ request }) => request);
    return [...ready, ...this.#away.values()].sort((a, b) => a.id - b.id);
  }

  /** Whether a request is ready that `isWanted`, now or later. */
  hasReady(isWanted: IsWanted): boolean {
    return [...this.#ready.values()].some(({ request }) => isWanted(request));
  }

  /** The next request that may be sent now, moved to in flight; undefined where there is none. */
  takeReady(now: number, isWanted: IsWanted): OpenRequest | undefined {
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
  putBack(open: OpenRequest): void {
    this.#inFlight.delete(open.request.id);
    this.#ready.set(open.request.id, open);
  }

  /** Puts a request that failed back, for another try. */
  retry(open: OpenRequest, notBefore: number): void {
    this.#landed.delete(open.request.id);
    this.#ready.set(open.request.id, { ...open, tries: open.tries + 1, notBefore });
  }

  /** When the earliest request that waits may be sent; Infinity where none waits. */
  earliest(isWanted: IsWanted): number {
    const wanted = [...this.#ready.values()].filter(({ request }) => isWanted(request));
    return Math.min(Infinity, ...wanted.map(({ notBefore }) => notBefore));
  }

  /** Held outcomes, the lowest request first. */
  get held(): readonly HeldReply[] {
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

  #all(): ModelRequest[] {
    const open = [this.#ready, this.#inFlight, this.#landed, this.#held].flatMap((map) => [
      ...map.values(),
    ]);
    return [...open.map(({ request }) => request), ...this.#away.values()];
  }
}
