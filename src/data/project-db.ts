import Dexie, { type EntityTable, type Table } from 'dexie';
import type { PackingError } from '#core/embedding/packed-vectors.ts';
import type { Errand, ErrandAttempt, ErrandRequest, ErrandResult } from '#core/model/errand.ts';
import type { ErrandId, ProjectId } from '#core/model/ids.ts';
import type { ErrandKind } from '#core/model/model-call.ts';
import type { GuardSetRow } from '#core/model/guard.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { QualityReview, QualityRow } from '#core/model/quality.ts';
import type { Tokeniser } from '#core/model/recipe.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import type { ImportedTask, Task } from '#core/model/task.ts';
import { migrations } from './migrations.ts';

/** Tasks `page * tasksPerPage + 1` to `(page + 1) * tasksPerPage`, in order of id. */
export interface TaskPage {
  readonly page: number;
  readonly tasks: readonly Task[];
}

/** A text that many rows share, stored once under its hash. */
export interface SharedText {
  readonly hash: string;
  readonly text: string;
}

/** One chunk of an import. It counts only once the log says that the import was committed. */
export interface ImportChunk {
  readonly importId: string;
  /** From 0. */
  readonly chunk: number;
  readonly rows: readonly ImportedTask[];
}

/** Vectors of some texts in one space. */
export interface VectorPack {
  /** Names the space: the model and how it is used. */
  readonly model: string;
  /** Names the pack; older ones have the hash of their first text. */
  readonly textHash: string;
  readonly hashes: readonly string[];
  readonly dimension: number;
  /** `dimension` numbers a text: codes with `scales`, or the numbers themselves. */
  readonly numbers: Int8Array | Float32Array;
  /** One a text for codes; empty for float32. */
  readonly scales: Float32Array;
  /** Places of texts that were longer than the model reads; absent where none was. */
  readonly truncated?: readonly number[];
  /** What rounding to codes cost; absent for float32, and in packs of before it was kept. */
  readonly packing?: PackingError;
}

/** What an errand has for the tasks of one page; derived from its requests and attempts. */
export interface ErrandPage {
  readonly errandId: ErrandId;
  /** As in `TaskPage`. */
  readonly page: number;
  readonly kind: ErrandKind;
  /** In order of task id. */
  readonly results: readonly ErrandResult[];
}

/** What suspicions said of the tasks of one page; derived, so that any of it may be missing or old. */
export interface SuspicionPage {
  /** As in `TaskPage`. */
  readonly page: number;
  /** What was looked for, see `planKey`. */
  readonly plan: string;
  /** What was asked about, by place in the page: `suspectKey`, 0 where nothing was. */
  readonly keys: Uint32Array;
  /** The answers, a bit a suspicion. */
  readonly bits: Int32Array;
}

/** The nearest other member of each member of the pool, as it was compared last; derived. */
export interface PoolComparison {
  /** There is but one. */
  readonly key: 'pool';
  readonly tokeniser: Tokeniser;
  /** The members, in order; the others have an item for each. */
  readonly ids: Uint32Array;
  /** `hashWord` of the instruction that was compared. */
  readonly hashes: Uint32Array;
  /** Highest ROUGE-L F with another member; 0 where none shares a word with it. */
  readonly scores: Float64Array;
  /** That member; 0 where there is none. */
  readonly nearest: Uint32Array;
}

interface Meta {
  readonly key: string;
  readonly value: number;
}

/** A setting that goes with a project, into its backup too. */
export interface ProjectSetting {
  readonly key: string;
  readonly value: unknown;
}

/**
 * How many tasks share one record. Row by row IndexedDB takes about 90 µs each; a page of a few
 * hundred costs little more than one row.
 */
export const tasksPerPage = 256;

/** One project's database. The log is the truth; `taskPages` are derived from it. */
export class ProjectDb extends Dexie {
  declare readonly log: EntityTable<LogEntry, 'seq'>;
  declare readonly requests: EntityTable<ModelRequest, 'id'>;
  declare readonly attempts: EntityTable<Attempt, 'id'>;
  declare readonly taskPages: EntityTable<TaskPage, 'page'>;
  declare readonly runs: EntityTable<Run, 'id'>;
  declare readonly texts: EntityTable<SharedText, 'hash'>;
  declare readonly imports: Table<ImportChunk, [string, number]>;
  declare readonly meta: EntityTable<Meta, 'key'>;
  declare readonly guards: EntityTable<GuardSetRow, 'id'>;
  declare readonly settings: EntityTable<ProjectSetting, 'key'>;
  declare readonly errands: EntityTable<Errand, 'id'>;
  declare readonly errandRequests: EntityTable<ErrandRequest, 'id'>;
  declare readonly errandAttempts: EntityTable<ErrandAttempt, 'id'>;
  declare readonly errandPages: Table<ErrandPage, [number, number]>;
  declare readonly qualityReviews: EntityTable<QualityReview, 'id'>;
  declare readonly qualityAnswers: Table<QualityRow, [string, string, number]>;
  declare readonly suspicionPages: EntityTable<SuspicionPage, 'page'>;
  declare readonly comparisons: EntityTable<PoolComparison, 'key'>;
  declare readonly vectors: Table<VectorPack, [string, string]>;

  readonly projectId: ProjectId;

  constructor(projectId: ProjectId) {
    // Replies are paid for: a commit that the system could lose is no commit.
    super(ProjectDb.nameOf(projectId), { chromeTransactionDurability: 'strict' });
    this.projectId = projectId;
    for (const migration of migrations) {
      const version = this.version(migration.version).stores(migration.stores);
      if (migration.upgrade !== undefined) version.upgrade(migration.upgrade);
    }
  }

  static nameOf(id: ProjectId): string {
    return `seedbed-project-${id}`;
  }
}
