import type { PoolComparison, ProjectDb } from './project-db.ts';

/**
 * Reads and writes what comparing all tasks of a project gave. It is derived, so that it needs no
 * writer's lock: of two tabs that compare at once the later one's stays.
 */
export class ComparisonRepository {
  readonly #db: ProjectDb;

  constructor(db: ProjectDb) {
    this.#db = db;
  }

  /** Undefined where tasks were never compared. */
  async read(): Promise<PoolComparison | undefined> {
    return this.#db.comparisons.get('pool');
  }

  /** Keeps it in place of the one before; throws Dexie's error when storage fails. */
  async put(comparison: Omit<PoolComparison, 'key'>): Promise<void> {
    await this.#db.comparisons.put({ key: 'pool', ...comparison });
  }
}
