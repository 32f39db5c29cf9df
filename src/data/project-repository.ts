import Dexie, { type Table } from 'dexie';
import type { RequestId, RunId, TaskId } from '#core/model/ids.ts';
import type { GuardSetRow } from '#core/model/guard.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import type { Task } from '#core/model/task.ts';
import { tasksPerPage, type ImportChunk, type ProjectDb, type SharedText } from './project-db.ts';

/** What goes to disk together: all of it or nothing. */
export interface Commit {
  readonly entries?: readonly LogEntry[];
  readonly requests?: readonly ModelRequest[];
  readonly attempts?: readonly Attempt[];
  readonly texts?: readonly SharedText[];
  /** Whole pages, complete as they now are. */
  readonly pages?: ReadonlyMap<number, readonly Task[]>;
  readonly run?: Run;
  readonly runs?: readonly Run[];
}

/** Follows a commit while it is made. */
export interface CommitWatch {
  /** Breaks it off: nothing of it is stored. */
  readonly signal?: AbortSignal;
  /** Hears how many of the pages are written; they count once the commit is made. */
  readonly onPages?: (pages: number) => void;
}

// 2,048 tasks: some ten milliseconds, so that whoever waits sees it move.
const pagesPerStep = 8;

// 8,192 tasks: some hundred milliseconds.
const pagesPerPart = 32;

/** Thrown by `commit` after another tab has taken the project over: this one must not write. */
export class WriterReplacedError extends Error {
  override readonly name = 'WriterReplacedError';
}

/** Thrown by `commit` where its signal broke it off: nothing was stored. */
export class CommitCancelledError extends Error {
  override readonly name = 'CommitCancelledError';
}

/** Reads and writes one project's database. Only its writer may call what changes something. */
export class ProjectRepository {
  readonly #db: ProjectDb;
  #epoch = 0;

  constructor(db: ProjectDb) {
    this.#db = db;
  }

  /** Becomes the writer: commits under an earlier epoch are refused from now on. */
  async becomeWriter(): Promise<void> {
    this.#epoch = await this.#db.transaction('rw', this.#db.meta, async () => {
      const epoch = ((await this.#db.meta.get('writer'))?.value ?? 0) + 1;
      await this.#db.meta.put({ key: 'writer', value: epoch });
      return epoch;
    });
  }

  /**
   * Commits whole or not at all; throws `WriterReplacedError`, `CommitCancelledError`, or Dexie's
   * error when storage fails.
   */
  async commit(commit: Commit, watch: CommitWatch = {}): Promise<void> {
    const db = this.#db;
    const tables = [
      ...[db.meta, db.log, db.requests, db.attempts],
      ...[db.texts, db.taskPages, db.runs],
    ];
    await db.transaction('rw', tables, async () => {
      await this.#checkEpoch();
      if (commit.texts !== undefined) await db.texts.bulkPut([...commit.texts]);
      if (commit.requests !== undefined) await db.requests.bulkAdd([...commit.requests]);
      if (commit.attempts !== undefined) await db.attempts.bulkAdd([...commit.attempts]);
      if (commit.entries !== undefined) await db.log.bulkAdd([...commit.entries]);
      if (commit.pages !== undefined) await this.#putPages([...commit.pages], watch);
      if (commit.run !== undefined) await db.runs.put(commit.run);
      if (commit.runs !== undefined) await db.runs.bulkPut([...commit.runs]);
    });
  }

  async #putPages(pages: [number, readonly Task[]][], watch: CommitWatch): Promise<void> {
    for (let from = 0; from < pages.length; from += pagesPerStep) {
      const part = pages.slice(from, from + pagesPerStep);
      await this.#db.taskPages.bulkPut(part.map(([page, tasks]) => ({ page, tasks })));
      // Thrown within the transaction, it takes all of that back.
      if (watch.signal?.aborted) throw new CommitCancelledError('Broken off before it was stored.');
      watch.onPages?.(from + part.length);
    }
  }

  /** Runs a transaction of the writer over `tables`; throws as `commit` does. */
  async guarded(tables: readonly Table[], work: () => Promise<void>): Promise<void> {
    await this.#db.transaction('rw', [this.#db.meta, ...tables], async () => {
      await this.#checkEpoch();
      await work();
    });
  }

  async #checkEpoch(): Promise<void> {
    const epoch = (await this.#db.meta.get('writer'))?.value ?? 0;
    if (epoch !== this.#epoch) {
      throw new WriterReplacedError('Another tab has taken this project over.');
    }
  }

  /** Stores one chunk of an import that is not committed yet. */
  async stageChunk(chunk: ImportChunk): Promise<void> {
    await this.#db.transaction('rw', [this.#db.meta, this.#db.imports], async () => {
      await this.#checkEpoch();
      await this.#db.imports.add(chunk);
    });
  }

  /** The chunks of an import, in order. */
  async importChunks(importId: string): Promise<ImportChunk[]> {
    return this.#db.imports
      .where('[importId+chunk]')
      .between([importId, Dexie.minKey], [importId, Dexie.maxKey])
      .toArray();
  }

  async discardImport(importId: string): Promise<void> {
    await this.#db.imports.where('importId').equals(importId).delete();
  }

  /** Removes chunks of imports that never were committed: a crash came between. */
  async sweepImports(): Promise<void> {
    const committed = new Set<string>();
    for (const entry of await this.#db.log.where('kind').equals('imported').toArray()) {
      if (entry.kind === 'imported') committed.add(entry.importId);
    }
    const staged = await this.#db.imports.orderBy('importId').uniqueKeys();
    for (const importId of staged) {
      if (typeof importId === 'string' && !committed.has(importId)) {
        await this.discardImport(importId);
      }
    }
  }

  /** Keeps a guard set; one that is there already stays as it is. */
  async addGuardSet(set: GuardSetRow): Promise<void> {
    await this.#db.transaction('rw', [this.#db.meta, this.#db.guards], async () => {
      await this.#checkEpoch();
      if ((await this.#db.guards.get(set.id)) === undefined) await this.#db.guards.add(set);
    });
  }

  async removeGuardSet(id: string): Promise<void> {
    await this.#db.transaction('rw', [this.#db.meta, this.#db.guards], async () => {
      await this.#checkEpoch();
      await this.#db.guards.delete(id);
    });
  }

  async guardSets(): Promise<GuardSetRow[]> {
    return this.#db.guards.toArray();
  }

  /** Keeps a setting of this project under its name. */
  async putSetting(key: string, value: unknown): Promise<void> {
    await this.#db.transaction('rw', [this.#db.meta, this.#db.settings], async () => {
      await this.#checkEpoch();
      await this.#db.settings.put({ key, value });
    });
  }

  /** A setting of this project; undefined where it was never made. */
  async setting(key: string): Promise<unknown> {
    return (await this.#db.settings.get(key))?.value;
  }

  /** All tasks, in order of id; read in parts, so that another reader need not wait for the whole. */
  async tasks(): Promise<Task[]> {
    const db = this.#db;
    return db.transaction('r', db.taskPages, async () => {
      const keys = await db.taskPages.orderBy('page').primaryKeys();
      const tasks: Task[] = [];
      for (let from = 0; from < keys.length; from += pagesPerPart) {
        const pages = await db.taskPages.bulkGet(keys.slice(from, from + pagesPerPart));
        for (const page of pages) for (const task of page?.tasks ?? []) tasks.push(task);
      }
      return tasks;
    });
  }

  /** The tasks of some pages; a page that does not exist is left out. */
  async pages(pages: readonly number[]): Promise<Map<number, readonly Task[]>> {
    const found = await this.#db.taskPages.bulkGet([...pages]);
    return new Map(found.flatMap((row) => (row === undefined ? [] : [[row.page, row.tasks]])));
  }

  async log(): Promise<LogEntry[]> {
    return this.#db.log.orderBy('seq').toArray();
  }

  /** The log's entries after one, in order, `most` at most. */
  async logAfter(seq: number, most: number): Promise<LogEntry[]> {
    return this.#db.log.where('seq').above(seq).limit(most).toArray();
  }

  /** The requests of steps 2 and 3 about a task. */
  async requestsAbout(taskId: TaskId): Promise<ModelRequest[]> {
    return this.#db.requests.where('taskId').equals(taskId).sortBy('id');
  }

  /** Every replay that was ever made, undone ones too. */
  async replays(): Promise<(LogEntry & { kind: 'replayed' })[]> {
    const entries = await this.#db.log.where('kind').equals('replayed').toArray();
    return entries.filter((entry) => entry.kind === 'replayed');
  }

  async lastSeq(): Promise<number> {
    return (await this.#db.log.orderBy('seq').last())?.seq ?? 0;
  }

  async runs(): Promise<Run[]> {
    return this.#db.runs.orderBy('id').toArray();
  }

  async run(id: RunId): Promise<Run | undefined> {
    return this.#db.runs.get(id);
  }

  async requestsOf(runId: RunId): Promise<ModelRequest[]> {
    return this.#db.requests.where('runId').equals(runId).sortBy('id');
  }

  async requests(ids: readonly RequestId[]): Promise<ModelRequest[]> {
    const found = await this.#db.requests.bulkGet([...ids]);
    return found.filter((request) => request !== undefined);
  }

  async attemptsOf(requestIds: readonly RequestId[]): Promise<Attempt[]> {
    return this.#db.attempts
      .where('requestId')
      .anyOf([...requestIds])
      .sortBy('id');
  }

  /** The highest request and attempt ids in use, 0 where there are none. */
  async lastIds(): Promise<{ requestId: number; attemptId: number }> {
    const [request, attempt] = await Promise.all([
      this.#db.requests.orderBy('id').last(),
      this.#db.attempts.orderBy('id').last(),
    ]);
    return { requestId: request?.id ?? 0, attemptId: attempt?.id ?? 0 };
  }

  /** A text stored by its hash; undefined where there is none. */
  async text(hash: string): Promise<string | undefined> {
    return (await this.#db.texts.get(hash))?.text;
  }
}

/** The page that holds a task. */
export const pageOf = (taskId: number): number => Math.floor((taskId - 1) / tasksPerPage);
