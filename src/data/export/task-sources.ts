import { applyStops } from '#core/parsing/apply-stops.ts';
import type { SourceCall, TaskSources } from '#core/formats/published-lines.ts';
import { effectiveInstruction } from '#core/model/effective-task.ts';
import type { RequestId, RunId, TaskId } from '#core/model/ids.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import type { Task } from '#core/model/task.ts';
import type { ProjectDb } from '#data/project-db.ts';
import { taskPages } from './task-pages.ts';

type SourcesOf = (task: Task) => TaskSources;

/** Looks up the calls and the neighbours behind tasks, a batch of tasks at a time. */
export class SourceReader {
  readonly #db: ProjectDb;
  /** Prompt headers, few and shared by many requests. */
  readonly #texts = new Map<string, string>();
  #instructions: ReadonlyMap<TaskId, string> | null = null;
  #runs: ReadonlyMap<RunId, Run> | null = null;

  constructor(db: ProjectDb) {
    this.#db = db;
  }

  /** Reads what a batch of tasks needs, and answers for each of them. */
  async read(tasks: readonly Task[]): Promise<SourcesOf> {
    const instructions = (this.#instructions ??= await readInstructions(this.#db));
    const calls = await this.#calls(tasks);
    const callOf = (id: RequestId | undefined): SourceCall | null =>
      id === undefined ? null : (calls.get(id) ?? null);
    return ({ novelty, provenance }) => ({
      mostSimilar: (novelty?.nearest ?? []).flatMap(({ id, score }) => {
        const text = instructions.get(id);
        return text === undefined ? [] : [[text, score] as const];
      }),
      instructionCall: callOf(provenance?.requestId),
      typeCall: callOf(provenance?.typeRequestId),
      instanceCall: callOf(provenance?.instanceRequestId),
    });
  }

  async #calls(tasks: readonly Task[]): Promise<Map<RequestId, SourceCall>> {
    const wanted = tasks.flatMap(({ provenance: from }) => [
      ...(from === undefined ? [] : [from.requestId]),
      ...(from?.typeRequestId === undefined ? [] : [from.typeRequestId]),
      ...(from?.instanceRequestId === undefined ? [] : [from.instanceRequestId]),
    ]);
    const ids = [...new Set(wanted)];
    const [requests, attempts] = await Promise.all([
      this.#db.requests.bulkGet(ids),
      this.#db.attempts.where('requestId').anyOf(ids).sortBy('id'),
    ]);
    const replies = firstReplies(attempts);
    const calls = new Map<RequestId, SourceCall>();
    for (const request of requests) {
      const reply = request && replies.get(request.id);
      if (request !== undefined && reply !== undefined)
        calls.set(request.id, await this.#call(request, reply));
    }
    return calls;
  }

  async #call(request: ModelRequest, reply: Reply): Promise<SourceCall> {
    const { text, finishReason, usage } = reply.outcome;
    const counted = applyStops(text, request.decoding.stops);
    return {
      prompt: (await this.#text(request.prefixHash)) + request.promptTail,
      text: counted.text,
      finishReason: counted.isCut ? 'stop' : finishReason,
      model: request.model,
      ...(usage && { usage }),
      createdAt: reply.endedAt,
      requestIndex: await this.#requestIndex(request),
    };
  }

  /** The published script counts rounds under `request_idx`; without rounds it is the request. */
  async #requestIndex({ runId, round, index }: ModelRequest): Promise<number> {
    this.#runs ??= new Map((await this.#db.runs.toArray()).map((run) => [run.id, run]));
    return this.#runs.get(runId)?.recipe.order === 'rounds' ? round : index;
  }

  async #text(hash: string): Promise<string> {
    const known = this.#texts.get(hash);
    if (known !== undefined) return known;
    const text = (await this.#db.texts.get(hash))?.text ?? '';
    this.#texts.set(hash, text);
    return text;
  }
}

type Reply = Attempt & { readonly outcome: Extract<Attempt['outcome'], { kind: 'reply' }> };

/** The reply that took effect is the first one; a later one came after the request was closed. */
function firstReplies(attempts: readonly Attempt[]): Map<RequestId, Reply> {
  const replies = new Map<RequestId, Reply>();
  for (const attempt of attempts) {
    const { outcome, requestId } = attempt;
    if (outcome.kind === 'reply' && !replies.has(requestId)) {
      replies.set(requestId, { ...attempt, outcome });
    }
  }
  return replies;
}

/** Every instruction by its id: neighbours lie anywhere, so that page by page would read in circles. */
async function readInstructions(db: ProjectDb): Promise<ReadonlyMap<TaskId, string>> {
  const instructions = new Map<TaskId, string>();
  for await (const page of taskPages(db)) {
    for (const task of page) instructions.set(task.id, effectiveInstruction(task));
  }
  return instructions;
}
