import type { ProjectDb, SuspicionPage } from './project-db.ts';

/**
 * Keeps what suspicions said of a project's tasks. It is derived: it needs no writer's lock, and
 * where two tabs keep it the later one counts.
 */
export class SuspicionRepository {
  readonly #db: ProjectDb;

  constructor(db: ProjectDb) {
    this.#db = db;
  }

  /** What was found under a plan (`planKey`), by page. */
  async found(plan: string): Promise<Map<number, SuspicionPage>> {
    const rows = await this.#db.suspicionPages.toArray();
    return new Map(rows.filter((row) => row.plan === plan).map((row) => [row.page, row]));
  }

  /** Keeps pages in place of those that there were; throws Dexie's error where storage fails. */
  async keep(pages: readonly SuspicionPage[]): Promise<void> {
    await this.#db.suspicionPages.bulkPut([...pages]);
  }
}
