import { idsIn } from '#core/batch/id-ranges.ts';
import { noSpending } from '#core/budget/budget.ts';
import { ErrandEngine, type ErrandEvent } from '#core/errands/errand-engine.ts';
import { noErrandCounts } from '#core/errands/errand-counts.ts';
import { replySchemaOf } from '#core/errands/reply-schema.ts';
import { lastAttempts, rebuildResults } from '#core/errands/rebuild-results.ts';
import type { Errand, ErrandAttempt, ErrandRequest, ErrandResult } from '#core/model/errand.ts';
import type { Complete, ErrandKind } from '#core/model/model-call.ts';
import type { Task } from '#core/model/task.ts';
import { noCalls } from '#core/pipeline/funnel.ts';
import { OpenRequests } from '#core/pipeline/open-requests.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { errandPrefix } from '#core/prompts/errand-prompt.ts';
import { errandTemplates } from '#core/prompts/errand-templates.ts';
import { Crash, MemoryNotes, testConnection } from './memory-project.ts';

/** Machine tasks with one instance each, with ids from 1. */
export const plainTasks = (count: number): Task[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    origin: 'machine',
    status: 'accepted',
    stage: 'instanced',
    instruction: `Describe object number ${index + 1}.`,
    isClassification: false,
    instances: [{ input: '', output: `It is number ${index + 1}.` }],
    createdAt: 1,
  }));

/** An errand that is kept in memory and survives its engine, as a disk survives a crash. */
export class MemoryErrand {
  readonly requests = new Map<number, ErrandRequest>();
  readonly attempts = new Map<number, ErrandAttempt>();
  readonly results = new Map<number, ErrandResult>();
  readonly tasks: Map<number, Task>;
  errand: Errand;
  clock = 1_000_000;
  /** Commits still to succeed before the next one dies. */
  commitsLeft = Infinity;
  events: ErrandEvent[] = [];
  readonly notes: MemoryNotes;

  constructor(
    kind: ErrandKind,
    tasks: readonly Task[],
    options: Partial<Pick<Errand, 'connection' | 'seed' | 'caps'>> & {
      /** Models of which nothing is known. */
      readonly unknown?: readonly string[];
    } = {},
  ) {
    this.notes = new MemoryNotes(options.unknown);
    this.tasks = new Map(tasks.map((task) => [task.id, task]));
    this.errand = {
      ...errandTemplates[kind],
      id: 1,
      choice: '',
      todo: [[1, tasks.length]],
      tasks: tasks.length,
      next: 0,
      skipped: 0,
      connection: options.connection ?? testConnection,
      decoding: {
        maxTokens: 100,
        temperature: 0,
        topP: 1,
        presencePenalty: 0,
        frequencyPenalty: 0,
        stops: [],
      },
      caps: options.caps ?? {},
      seed: options.seed ?? 1,
      state: 'running',
      counts: noErrandCounts,
      calls: noCalls,
      probes: [],
      spent: noSpending,
      startedAt: this.clock,
      activeMs: 0,
    };
  }

  /** Runs the engine on what is stored until it ends or dies. */
  async drive(complete: Complete, control = new RunControl()): Promise<Errand> {
    const { failure: _, endedAt: __, ...rest } = this.errand;
    this.errand = { ...rest, state: 'running' };
    const cancel = new AbortController();
    const engine = new ErrandEngine({
      errand: this.errand,
      open: this.#openRequests(),
      ports: this.#ports(complete),
      control,
      cancel: { signal: cancel.signal, abort: () => cancel.abort() },
    });
    for await (const event of engine.events()) this.events.push(event);
    return this.errand;
  }

  /** Asks once more about tasks whose answers could not be used. */
  askAgain(): void {
    const again = [...this.results.values()].filter(
      ({ kind }) => kind === 'bad' || kind === 'failed',
    );
    const ids = again.map(({ taskId }) => taskId).sort((a, b) => a - b);
    const todo = [...this.errand.todo, ...ids.map((id): [number, number] => [id, id])];
    this.errand = { ...this.errand, todo };
  }

  /** What the rows alone say, to be compared with `results`. */
  rebuilt(): Map<number, ErrandResult> {
    return rebuildResults(this.errand, [...this.requests.values()], [...this.attempts.values()]);
  }

  get todo(): number[] {
    return [...idsIn(this.errand.todo)];
  }

  #openRequests(): OpenRequests<ErrandRequest> {
    const open = new OpenRequests<ErrandRequest>();
    const last = lastAttempts([...this.attempts.values()]);
    for (const request of this.requests.values()) {
      if ((this.results.get(request.taskId)?.requestId ?? 0) >= request.id) continue;
      const attempt = last.get(request.id);
      if (attempt) open.hold(request, attempt);
      else {
        const prompt = errandPrefix(this.errand) + request.promptTail;
        const schema = replySchemaOf(this.errand);
        const sent = { request, prompt, ...(schema && { schema }) };
        open.add({ ...sent, tries: 0, failed: {}, notBefore: 0 });
      }
    }
    return open;
  }

  #ports(complete: Complete): ConstructorParameters<typeof ErrandEngine>[0]['ports'] {
    let requestId = Math.max(0, ...this.requests.keys());
    let attemptId = Math.max(0, ...this.attempts.keys());
    return {
      complete,
      models: this.notes,
      now: () => this.clock,
      nextRequestId: () => (requestId += 1),
      nextAttemptId: () => (attemptId += 1),
      waitUntil: (time, wake) => this.#waitUntil(time, wake),
      task: (id) => this.tasks.get(id),
      result: (id) => this.results.get(id),
      commitIntents: (requests, errand) =>
        this.#commit(errand, () => {
          for (const request of requests) this.requests.set(request.id, request);
        }),
      commitAttempts: (attempts, errand) =>
        this.#commit(errand, () => {
          for (const attempt of attempts) this.attempts.set(attempt.id, attempt);
        }),
      commitResults: (results, errand) =>
        this.#commit(errand, () => {
          for (const result of results) this.results.set(result.taskId, result);
        }),
      commitErrand: (errand) => this.#commit(errand, () => undefined),
    };
  }

  async #commit(errand: Errand, write: () => void): Promise<void> {
    await Promise.resolve();
    if (this.commitsLeft <= 0) throw new Crash('died before this commit');
    this.commitsLeft -= 1;
    this.clock += 1;
    write();
    this.errand = errand;
  }

  /** Time passes only when there is nothing else to do. */
  async #waitUntil(time: number, wake: Promise<void>): Promise<void> {
    if (time === Infinity) return wake;
    const idle = new Promise<void>((resolve) => setTimeout(resolve, 0));
    const isWoken = await Promise.race([wake.then(() => true), idle.then(() => false)]);
    if (!isWoken) this.clock = Math.max(this.clock, time);
  }
}
