import { setMaxListeners } from 'node:events';
import { noSpending } from '#core/budget/budget.ts';
import { foldPerson, type PersonEvent } from '#core/fold/fold-person.ts';
import { PoolIndex } from '#core/fold/pool-index.ts';
import type { LogSources } from '#core/fold/fold-entries.ts';
import { indexSettings } from '#core/fold/index-settings.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { LogEntry, LogEvent } from '#core/model/log.ts';
import type { Complete } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import type { SeedTask, Task } from '#core/model/task.ts';
import { emptyFunnel, noCalls } from '#core/pipeline/funnel.ts';
import { chargeOrphans, takeUpRequest, type Orphan } from '#core/pipeline/left-over.ts';
import { OpenRequests } from '#core/pipeline/open-requests.ts';
import type { MeaningPort, ModelNotes, RunPorts } from '#core/pipeline/ports.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { RunEngine } from '#core/pipeline/run-engine.ts';
import type { RunEvent } from '#core/pipeline/run-events.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import type { MeaningApi } from '#core/contracts/meaning-api.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { preparedMeaning } from './word-meaning.ts';

/** Thrown in place of a commit: the program died there. */
export class Crash extends Error {}

export const testConnection: ModelConnection = {
  provider: 'openai-compatible',
  baseUrl: 'http://localhost:1/v1',
  model: 'scripted',
  api: 'completions',
  usesKey: false,
  maxConcurrent: 4,
  timeoutMs: 1000,
};

/** Ten small seeds, three of them classification. */
export const testSeeds: SeedTask[] = [
  'Translate a greeting into Latin',
  'Decide whether a review is glad or sad',
  'Write a rhyme about bread',
  'Add the numbers up to nine',
  'Tell which of two towns lies further north',
  'Give three names for a grey cat',
  'Shorten the news to one sentence',
  'Say if the mail is spam or not',
  'Turn the list into a table with two columns',
  'Is the animal a bird or a fish?',
].map((instruction, index) => ({
  id: `seed_${index}`,
  name: `seed ${index}`,
  instruction,
  instances: [{ input: '', output: `Answer ${index}` }],
  isClassification: [1, 7, 9].includes(index),
}));

/** What a browser remembers of models; `unknown`: those that it was told nothing of. */
export class MemoryNotes implements ModelNotes {
  readonly probed: string[] = [];
  readonly reasoners: string[] = [];
  readonly #unknown: ReadonlySet<string>;

  constructor(unknown: readonly string[] = []) {
    this.#unknown = new Set(unknown);
  }

  isUnknown({ model }: ModelConnection): boolean {
    return this.#unknown.has(model) && !this.probed.includes(model);
  }

  noteProbed({ model }: ModelConnection): void {
    this.probed.push(model);
  }

  noteReasonsFirst({ model }: ModelConnection): void {
    this.reasoners.push(model);
  }
}

/** A project that is kept in memory and survives its engine, as a disk survives a crash. */
export class MemoryProject {
  readonly log: LogEntry[] = [];
  readonly requests = new Map<number, ModelRequest>();
  readonly attempts = new Map<number, Attempt>();
  readonly texts = new Map<string, string>();
  tasks: readonly Task[] = [];
  run: Run;
  clock = 1_000_000;
  /** Commits still to succeed before the next one dies. */
  commitsLeft = Infinity;
  /** Microtasks that the next commit takes: replies come in while something is stored. */
  turnsToCommit = (): number => 1;
  events: RunEvent[] = [];
  readonly notes: MemoryNotes;
  readonly #meaning: MeaningApi | undefined;

  constructor(
    recipe: Recipe,
    target: number,
    options: Partial<
      Pick<Run, 'connection' | 'stepConnections' | 'seed' | 'caps' | 'stopsAfterInstructions'>
    > & {
      /** What embeds for the recipe's filter by embeddings, if it has one. */
      readonly meaning?: MeaningApi;
      /** Models of which nothing is known. */
      readonly unknown?: readonly string[];
    } = {},
  ) {
    this.#meaning = options.meaning;
    this.notes = new MemoryNotes(options.unknown);
    this.run = {
      id: 1,
      recipe,
      target,
      seed: options.seed ?? 1,
      caps: options.caps ?? {},
      stopsAfterInstructions: options.stopsAfterInstructions ?? false,
      spent: noSpending,
      connection: options.connection ?? testConnection,
      ...(options.stepConnections && { stepConnections: options.stepConnections }),
      state: 'running',
      funnel: emptyFunnel,
      calls: noCalls,
      probes: [],
      yields: [],
      startedAt: this.clock,
      activeMs: 0,
    };
    const event = { kind: 'seeds-added', seeds: testSeeds, firstId: 1 } as const;
    const pool = new TaskPool();
    foldPerson(pool, event, this.clock, { entry: () => undefined, imported: () => [] });
    this.#append(event, this.clock);
    this.tasks = [...pool.tasks];
  }

  /** Runs the engine on what is stored until it ends or dies. */
  async drive(complete: Complete, control = new RunControl()): Promise<Run> {
    const pool = new TaskPool(this.tasks);
    const index = new PoolIndex(createSimilarityService(), pool);
    await index.prepare(indexSettings(this.run));
    const { failure: _, cappedBy: __, endedAt: ___, ...rest } = this.run;
    this.run = { ...rest, state: 'running' };
    const open = this.#takeUp();
    const cancel = new AbortController();
    // A listener a call in flight: more than Node thinks a signal should have.
    setMaxListeners(0, cancel.signal);
    const engine = new RunEngine({
      run: this.run,
      pool,
      open,
      ports: this.#ports(pool, { index, meaning: await this.#meaningOf(pool), complete }),
      control,
      cancel: { signal: cancel.signal, abort: () => cancel.abort() },
    });
    for await (const event of engine.events()) this.events.push(event);
    return this.run;
  }

  /** A person's event between two sessions. */
  record(event: PersonEvent): void {
    const pool = new TaskPool(this.tasks);
    const entry = (seq: number) => this.log[seq - 1];
    foldPerson(pool, event, this.clock, { entry, imported: () => [] });
    this.#append(event, this.clock);
    this.tasks = [...pool.tasks];
  }

  /** The pool as the log alone gives it. */
  async folded(): Promise<readonly Task[]> {
    const sources: LogSources = {
      entries: this.log,
      runs: [this.run],
      requests: this.requests,
      attempts: this.attempts,
      imports: new Map(),
      guards: [],
    };
    return (await rebuildPool(sources, createSimilarityService())).pool.tasks;
  }

  get machineTasks(): Task[] {
    return this.tasks.filter((task) => task.origin === 'machine');
  }

  /** Takes up what the session before left, as a worker does. */
  #takeUp(): OpenRequests {
    const open = new OpenRequests();
    const all = [...this.requests.values()];
    const applied = new Set(
      this.log.flatMap((entry) => (entry.kind === 'applied' ? [entry.requestId] : [])),
    );
    open.noteMade(all);
    const unsent = new Set(this.run.unsent);
    const orphans: Orphan[] = [];
    for (const request of all.filter(({ id }) => !applied.has(id))) {
      const attempts = [...this.attempts.values()].filter((each) => each.requestId === request.id);
      const prompt = (this.texts.get(request.prefixHash) ?? '') + request.promptTail;
      const orphan = takeUpRequest(open, { request, prompt, attempts }, unsent);
      if (orphan !== null) orphans.push(orphan);
    }
    const firstId = Math.max(0, ...this.attempts.keys()) + 1;
    const charged = chargeOrphans(this.run, open, orphans, firstId, this.clock);
    for (const attempt of charged.attempts) this.attempts.set(attempt.id, attempt);
    this.run = charged.run;
    return open;
  }

  async #meaningOf(pool: TaskPool): Promise<MeaningPort | null> {
    const { recipe } = this.run;
    const { semantic } = recipe.similarity;
    if (semantic === undefined || this.#meaning === undefined) return null;
    return preparedMeaning(semantic, this.#meaning, pool, recipe);
  }

  #ports(
    pool: TaskPool,
    {
      index,
      meaning,
      complete,
    }: { index: PoolIndex; meaning: MeaningPort | null; complete: Complete },
  ): RunPorts {
    let requestId = Math.max(0, ...this.requests.keys());
    let attemptId = Math.max(0, ...this.attempts.keys());
    return {
      complete,
      models: this.notes,
      similarity: index,
      guard: null,
      meaning,
      exclusive: (work) => work(),
      now: () => this.clock,
      nextRequestId: () => (requestId += 1),
      nextAttemptId: () => (attemptId += 1),
      commitIntents: ({ requests, prefixes, run }) =>
        this.#commit(() => {
          for (const request of requests) this.requests.set(request.id, request);
          for (const [hash, text] of prefixes) this.texts.set(hash, text);
          this.run = run;
        }),
      commitAttempts: (attempts, run) =>
        this.#commit(() => {
          for (const attempt of attempts) this.attempts.set(attempt.id, attempt);
          this.run = run;
        }),
      commitApplied: (applied, run, at) =>
        this.#commit(() => {
          for (const entry of applied) this.#append({ kind: 'applied', runId: 1, ...entry }, at);
          this.tasks = [...pool.tasks];
          this.run = run;
        }),
      commitRun: (run) =>
        this.#commit(() => {
          this.run = run;
        }),
      waitUntil: (time, wake) => this.#waitUntil(time, wake),
    };
  }

  #append(event: LogEvent, at: number): void {
    this.log.push({ ...event, seq: this.log.length + 1, at });
  }

  async #commit(write: () => void): Promise<void> {
    for (let turns = this.turnsToCommit(); turns > 0; turns -= 1) await Promise.resolve();
    if (this.commitsLeft <= 0) throw new Crash('died before this commit');
    this.commitsLeft -= 1;
    this.clock += 1;
    write();
  }

  /** Time passes only when there is nothing else to do. */
  async #waitUntil(time: number, wake: Promise<void>): Promise<void> {
    if (time === Infinity) return wake;
    const idle = new Promise<void>((resolve) => setTimeout(resolve, 0));
    const isWoken = await Promise.race([wake.then(() => true), idle.then(() => false)]);
    if (!isWoken) this.clock = Math.max(this.clock, time);
  }
}
