import type { Transaction } from 'dexie';

/** One step of a project database's schema; steps are only ever added. */
export interface Migration {
  readonly version: number;
  /** Dexie's notation: primary key first, then indexes. */
  readonly stores: Readonly<Record<string, string>>;
  /** Runs in the same transaction as the schema change: whole or not at all. */
  readonly upgrade?: (transaction: Transaction) => Promise<void>;
}

/** The schema from the first day on. To change it, add a step; never edit one that was released. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    stores: {
      log: 'seq, kind',
      requests: 'id, runId, taskId',
      attempts: 'id, requestId',
      taskPages: 'page',
      runs: 'id',
      texts: 'hash',
      imports: '[importId+chunk], importId',
      meta: 'key',
      vectors: '[model+textHash]',
      evaluations: 'id',
      responses: 'id, evaluationId',
      ratings: 'id, responseId',
    },
  },
  { version: 2, stores: { guards: 'id' } },
  {
    version: 3,
    stores: {
      errands: 'id',
      errandRequests: 'id, errandId',
      errandAttempts: 'id, requestId',
      errandPages: '[errandId+page], page',
    },
  },
  {
    version: 4,
    stores: {
      settings: 'key',
      qualityReviews: 'id',
      qualityAnswers: '[reviewId+reviewer+place], reviewId',
    },
  },
  { version: 5, stores: { suspicionPages: 'page' } },
  { version: 6, stores: { comparisons: 'key' } },
];
