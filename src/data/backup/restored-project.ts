import Dexie from 'dexie';
import type { ProjectId } from '#core/model/ids.ts';
import type { PoolCounts } from '#core/model/project.ts';
import type { Task } from '#core/model/task.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import { taskPages } from '#data/export/task-pages.ts';
import { migrations } from '#data/migrations.ts';
import { ProjectDb } from '#data/project-db.ts';
import { leftOutTables, packedMember } from './backup-format.ts';
import { damaged, type BackupRow } from './read-backup.ts';
import { isSoundRow, restoredRow } from './row-guards.ts';

const rowsAtOnce = 500;
const packedRowsAtOnce = 8;

/** A new project's database while a backup is written into it. */
export class RestoredProject {
  readonly id: ProjectId;
  readonly #db: Dexie;
  #table = '';
  #rows: Record<string, unknown>[] = [];

  /** `schema`: the version that the rows are in. */
  constructor(id: ProjectId, schema: number) {
    this.id = id;
    this.#db = new Dexie(ProjectDb.nameOf(id), { chromeTransactionDurability: 'strict' });
    for (const { version, stores } of migrations) {
      if (version <= schema) this.#db.version(version).stores(stores);
    }
  }

  /** Writes a row, in groups; throws a `FilesError` where the row can't be one. */
  async add({ table, row }: BackupRow): Promise<void> {
    const isKnown = this.#db.tables.some(({ name }) => name === table);
    if (!isKnown || leftOutTables.has(table)) throw damaged(`“${table}” is no table`);
    if (!isSoundRow(table, row)) throw damaged(`a row of “${table}” is malformed`);
    if (table !== this.#table) await this.#flush();
    this.#table = table;
    this.#rows.push(restoredRow(table, row));
    const limit = packedMember[table] === undefined ? rowsAtOnce : packedRowsAtOnce;
    if (this.#rows.length >= limit) await this.#flush();
  }

  /** Brings the database up to date and counts its tasks; it is closed then. */
  async finish(): Promise<PoolCounts> {
    await this.#flush();
    this.close();
    const db = new ProjectDb(this.id);
    try {
      const tasks: Task[] = [];
      for await (const page of taskPages(db)) tasks.push(...page);
      if (tasks.some(({ id }, index) => id !== index + 1)) throw damaged('a task is missing');
      return new TaskPool(tasks).counts;
    } finally {
      db.close();
    }
  }

  close(): void {
    this.#db.close();
  }

  async #flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length === 0) return;
    try {
      await this.#db.table(this.#table).bulkAdd(rows);
    } catch (error) {
      if (isOfTheFile(error)) throw damaged(`“${this.#table}” holds a row twice`);
      throw error;
    }
  }
}

/** A key that is there already, or one that can't be a key, is the file's fault, not the disk's. */
const isOfTheFile = (error: unknown): boolean =>
  error instanceof Dexie.BulkError &&
  error.failures.some(({ name }) => name === 'ConstraintError' || name === 'DataError');
