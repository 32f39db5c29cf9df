import type { ProjectBroadcast, ProjectFailure } from '#core/contracts/project-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import type { LogSources } from '#core/fold/fold-entries.ts';
import type { PersonEvent } from '#core/fold/fold-person.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { LogEntry, LogEvent } from '#core/model/log.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Run } from '#core/model/run.ts';
import type { ImportedTask, Task } from '#core/model/task.ts';
import type { StagedTasks } from '#core/pool/staged-tasks.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { tasksPerPage } from '#data/project-db.ts';
import {
  CommitCancelledError,
  pageOf,
  type Commit,
  type CommitWatch,
  type ProjectRepository,
} from '#data/project-repository.ts';
import { Mutex } from './mutex.ts';
import { ProjectState } from './project-state.ts';
import { commitWatch, type StepWatch } from './step-watch.ts';
import { cancelled, describeStorageError } from './storage-failure.ts';

/** What a writer needs beside the database. */
export interface WriterPorts {
  readonly similarity: SimilarityApi;
  readonly broadcast: (message: ProjectBroadcast) => void;
  /** Called after everything that changes what the page shows. */
  readonly onChange: () => void;
  readonly now: () => number;
}

/** What goes to disk with log events. */
interface Stored {
  readonly run?: Run;
  readonly rows?: Pick<Commit, 'requests' | 'texts'>;
  /** What the events make of tasks, where the pool does not hold it yet. */
  readonly staged?: StagedTasks;
  readonly watch?: StepWatch;
}

/** Commits events of one project, keeps memory and disk in step, and tells the other realms. */
export class ProjectWriter {
  readonly repository: ProjectRepository;
  readonly ports: WriterPorts;
  readonly #mutex = new Mutex();
  #state: ProjectState;
  /** What kept everything from being read anew: memory may be ahead of the disk until it is. */
  #unread: { readonly cause: unknown } | null = null;

  constructor(repository: ProjectRepository, state: ProjectState, ports: WriterPorts) {
    this.repository = repository;
    this.#state = state;
    this.ports = ports;
  }

  /** Becomes the writer of a project and reads it. */
  static async open(repository: ProjectRepository, ports: WriterPorts): Promise<ProjectWriter> {
    await repository.becomeWriter();
    await repository.sweepImports();
    const state = await ProjectState.load(repository, ports.similarity);
    return new ProjectWriter(repository, state, ports);
  }

  get state(): ProjectState {
    return this.#state;
  }

  /** Runs work that looks at the pool, or records a step, while nothing else changes it. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#mutex.run(async () => {
      if (this.#unread !== null) await this.#readAnew();
      return work();
    });
  }

  /**
   * Runs work that changes the pool before the disk has it, while nothing else changes it. Where it
   * throws, everything is read anew before anybody else has a turn: whoever waits stores whole pages,
   * and would store with them what never got there. Throws where that was not possible either.
   */
  changing<T>(work: () => Promise<T>): Promise<T> {
    return this.exclusive(async () => {
      this.#checkRead();
      try {
        return await work();
      } catch (error) {
        await this.#readAnew();
        throw error;
      }
    });
  }

  /**
   * Commits a person's event with what it makes of the tasks, and then puts those into the pool;
   * memory is as the disk whatever happens, and a run beside it keeps its pool where the step fails.
   * What is on disk is done: an index that can't follow is built anew when it is needed next.
   */
  async record(
    event: PersonEvent,
    imported: readonly ImportedTask[] = [],
    watch: StepWatch = {},
  ): Promise<Result<null, ProjectFailure>> {
    if (watch.signal?.aborted) return failure(cancelled);
    const at = this.ports.now();
    let changed: ReadonlySet<TaskId>;
    try {
      const staged = this.#state.stage(event, at, imported);
      changed = await this.#store([event], at, { staged, watch });
    } catch (error) {
      if (!(error instanceof CommitCancelledError)) await this.#checkDisk();
      return failure(describeStorageError(error));
    }
    try {
      await this.#state.index.follow(changed);
    } catch {
      // The step is on disk and stands; whoever needs the index next builds it anew.
      this.#state.index.invalidate();
    }
    return success(null);
  }

  /**
   * Commits log events together with the tasks that changed and with `rows`, then brings the index
   * up to them.
   * Throws when storage fails, and an `IndexOutOfStepError` where all is on disk but the index can't
   * follow. Call it within `changing`, which then reads everything anew.
   */
  async commit(
    events: readonly LogEvent[],
    at: number,
    run?: Run,
    rows: Pick<Commit, 'requests' | 'texts'> = {},
  ): Promise<void> {
    const changed = await this.#store(events, at, { rows, ...(run && { run }) });
    await this.#state.index.follow(changed);
  }

  /**
   * Commits what is staged, else what changed in the pool, and tells the other realms at once,
   * whatever becomes of the index then.
   */
  async #store(
    events: readonly LogEvent[],
    at: number,
    { run, rows, staged, watch = {} }: Stored,
  ): Promise<ReadonlySet<TaskId>> {
    this.#checkRead();
    const state = this.#state;
    const changed = staged?.changed ?? state.pool.takeChanged();
    const entries = events.map((event, offset): LogEntry => ({
      ...event,
      seq: state.seq + offset + 1,
      at,
    }));
    const pages = pagesOf(changed, staged ?? state.pool);
    await this.write({ ...rows, entries, pages, ...(run && { run }) }, commitWatch(watch, changed));
    staged?.land();
    for (const entry of entries) state.note(entry);
    state.meaning?.follow(changed);
    if (pages.size > 0) {
      const version = state.seq;
      this.ports.broadcast({ kind: 'tasks-changed', version, pages: [...pages.keys()] });
    }
    this.ports.onChange();
    return changed;
  }

  /**
   * Commits an event after which the whole pool is another one, with the runs as they then are.
   * `signal` breaks it off: nothing is changed then.
   */
  async replacePool(
    event: LogEvent,
    pool: TaskPool,
    runs: readonly Run[],
    signal?: AbortSignal,
  ): Promise<void> {
    const changed = new Set(pool.tasks.map(({ id }) => id));
    const entry: LogEntry = { ...event, seq: this.#state.seq + 1, at: this.ports.now() };
    const pages = pagesOf(changed, pool);
    this.#checkRead();
    await this.repository.commit({ entries: [entry], pages, runs }, { ...(signal && { signal }) });
    for (const run of runs) this.#state.putRun(run);
    await this.#readAnew();
    const version = entry.seq;
    this.ports.broadcast({ kind: 'tasks-changed', version, pages: [...pages.keys()] });
  }

  /** Everything that the log refers to, for folding it again. */
  async logSources(): Promise<LogSources> {
    const { runs } = this.#state;
    const entries = await this.repository.log();
    const requests = (
      await Promise.all(runs.map(({ id }) => this.repository.requestsOf(id)))
    ).flat();
    const attempts = await this.repository.attemptsOf(requests.map(({ id }) => id));
    const imports = new Map<string, readonly ImportedTask[]>();
    for (const entry of entries) {
      if (entry.kind !== 'imported') continue;
      const chunks = await this.repository.importChunks(entry.importId);
      imports.set(
        entry.importId,
        chunks.flatMap(({ rows }) => rows),
      );
    }
    return {
      entries,
      runs,
      imports,
      guards: await this.repository.guardSets(),
      requests: new Map(requests.map((request) => [request.id, request])),
      attempts: new Map(attempts.map((attempt) => [attempt.id, attempt])),
    };
  }

  /** Commits rows that change no task. */
  async write(commit: Commit, watch?: CommitWatch): Promise<void> {
    await this.repository.commit(commit, watch);
    if (commit.run !== undefined) this.#state.putRun(commit.run);
  }

  /**
   * After a step failed that is laid over the pool, and so has touched nothing: reads everything anew
   * only where the disk has more than memory, since that takes the pool from a run. Where even that
   * can't be told, the next commit fails if it has: no two entries have one number.
   */
  async #checkDisk(): Promise<void> {
    const stored = await this.repository.lastSeq().catch(() => this.#state.seq);
    if (stored !== this.#state.seq) await this.#readAnew();
  }

  /**
   * Reads everything from disk again; only within the mutex, so that no step is stored meanwhile.
   * Rows of runs are: memory has them from when they are stored, and keeps them. Where the disk can't
   * be read, nothing is stored until it was: whoever comes next tries again.
   */
  async #readAnew(): Promise<void> {
    try {
      const state = await ProjectState.load(this.repository, this.ports.similarity);
      state.runs = this.#state.runs;
      this.#state = state;
      this.#unread = null;
    } catch (cause) {
      this.#unread = { cause };
    }
    this.ports.onChange();
  }

  /** Throws what kept memory from being read anew, where something did. */
  #checkRead(): void {
    if (this.#unread !== null) throw this.#unread.cause;
  }
}

/** The pages that tasks stand on, whole. */
function pagesOf(
  changed: ReadonlySet<TaskId>,
  tasks: Pick<TaskPool, 'slice'>,
): Map<number, readonly Task[]> {
  const pages = new Map<number, readonly Task[]>();
  for (const id of changed) {
    const page = pageOf(id);
    if (pages.has(page)) continue;
    const from = page * tasksPerPage + 1;
    pages.set(page, tasks.slice(from, from + tasksPerPage - 1));
  }
  return pages;
}
