import { migrations } from '#data/migrations.ts';

/**
 * A backup is gzip JSON Lines: a header, then `[table, row]` a line, then a trailer. Rows that pack
 * many items go over several lines, `[table + "+", items]` adding to the row before.
 */
export const backupFormat = 'seedbed-backup';

/** Raised when the form of the file changes; a newer one is refused. */
export const backupVersion = 1;

/** The schema that rows are written in, so that an older backup can be brought up to date. */
export const schemaVersion = Math.max(...migrations.map(({ version }) => version));

/** First line of a backup. */
export interface BackupHeader {
  readonly format: typeof backupFormat;
  readonly version: number;
  readonly schema: number;
  /** The project's name. */
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Rows of each table, in the order in which they follow. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Last line of a backup: without it, or with other numbers, the file is not whole. */
export interface BackupTrailer {
  readonly end: typeof backupFormat;
  readonly rows: Readonly<Record<string, number>>;
  /** `LineHash` over all lines before. */
  readonly hash: string;
}

/** The member that holds the items of tables that pack many into a row. */
export const packedMember: Readonly<Record<string, string>> = {
  taskPages: 'tasks',
  imports: 'rows',
  guards: 'rows',
  errandPages: 'results',
  qualityReviews: 'items',
};

/**
 * Tables that are not backed up: who was the writer means nothing elsewhere, and what suspicions said
 * and what comparing all tasks gave is asked for again.
 */
export const leftOutTables: ReadonlySet<string> = new Set([
  'meta',
  'suspicionPages',
  'comparisons',
]);
