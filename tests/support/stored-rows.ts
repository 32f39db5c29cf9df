import type { Page } from '@playwright/test';
import type { LogEntry } from '#core/model/log.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import type { Task } from '#core/model/task.ts';

/** What a project's database holds, read from outside of the program. */
export interface StoredRows {
  readonly log: readonly LogEntry[];
  readonly requests: readonly ModelRequest[];
  readonly attempts: readonly Attempt[];
  readonly runs: readonly Run[];
  readonly tasks: readonly Task[];
}

/** Reads a project's tables in the page, beside whatever is working on them. */
export async function readStoredRows(page: Page, projectId: number): Promise<StoredRows> {
  const tables = ['log', 'requests', 'attempts', 'runs', 'taskPages'];
  const rows = await page.evaluate(readTables, { name: `seedbed-project-${projectId}`, tables });
  const [log, requests, attempts, runs, pages] = rows;
  return {
    log: log as LogEntry[],
    requests: requests as ModelRequest[],
    attempts: attempts as Attempt[],
    runs: runs as Run[],
    tasks: (pages as { tasks: Task[] }[]).flatMap(({ tasks }) => tasks),
  };
}

/** Runs inside the page, so it may use nothing from around it. */
async function readTables({
  name,
  tables,
}: {
  name: string;
  tables: readonly string[];
}): Promise<unknown[][]> {
  // A method: for a function in a variable tsx would call a helper that the page does not have.
  const idb = {
    settled<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(`IndexedDB: ${String(request.error)}`));
      });
    },
  };
  const database = await idb.settled(indexedDB.open(name));
  try {
    // One transaction, so that the tables are of the same moment.
    const transaction = database.transaction(tables, 'readonly');
    return await Promise.all(
      tables.map((table) => idb.settled(transaction.objectStore(table).getAll())),
    );
  } finally {
    database.close();
  }
}

/** The project that the address of a page names. */
export function projectIdOf(page: Page): number {
  const id = /#\/p\/(\d+)/.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`No project in ${page.url()}`);
  return Number(id);
}
