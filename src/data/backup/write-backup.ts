import type { Table } from 'dexie';
import { LineFile } from '#data/export/line-file.ts';
import { FilesError, stopIfCancelled } from '#data/formats/files-error.ts';
import type { ProjectDb } from '#data/project-db.ts';
import {
  backupFormat,
  backupVersion,
  leftOutTables,
  packedMember,
  schemaVersion,
  type BackupHeader,
  type BackupTrailer,
} from './backup-format.ts';
import { LineHash } from './line-hash.ts';
import { linesOfRow } from './row-lines.ts';

/** How a backup is watched and stopped. */
export interface BackupWatch {
  readonly signal: AbortSignal;
  /** Called with the rows that were read since the last call. */
  readonly onRows: (rows: number) => void;
}

const rowsAtOnce = 500;
const packedRowsAtOnce = 8;

/**
 * Writes a project into one file: every table as of one moment, never a key. `now` is in
 * milliseconds since 1970. Throws a `FilesError` on cancel, or Dexie's error.
 */
export async function writeBackup(
  db: ProjectDb,
  name: string,
  now: number,
  watch: BackupWatch,
): Promise<{ file: Blob; fileName: string }> {
  const createdAt = new Date(now).toISOString();
  const tables = db.tables.filter((table) => !leftOutTables.has(table.name));
  // One transaction, so that no commit comes between the log and what follows from it. Within it
  // nothing but the database may be awaited, so the lines are packed only afterwards.
  const lines = await db.transaction('r', tables, async () => {
    const rows: Record<string, number> = {};
    for (const table of tables) rows[table.name] = await table.count();
    const writer = new BackupLines({
      format: backupFormat,
      version: backupVersion,
      schema: schemaVersion,
      name,
      createdAt,
      rows,
    });
    for (const table of tables) await writeTable(table, writer, watch);
    return writer.finish();
  });
  return { file: await pack(lines, watch.signal), fileName: fileNameOf(name, createdAt) };
}

async function writeTable(table: Table, writer: BackupLines, watch: BackupWatch): Promise<void> {
  const limit = packedMember[table.name] === undefined ? rowsAtOnce : packedRowsAtOnce;
  let rows: unknown[] = await table.orderBy(':id').limit(limit).toArray();
  while (rows.length > 0) {
    stopIfCancelled(watch.signal);
    for (const row of rows) writer.addRow(table.name, row);
    watch.onRows(rows.length);
    const last = keyOf(table, rows.at(-1));
    rows = await table.where(':id').above(last).limit(limit).toArray();
  }
}

/** The primary key of a row: one member, or several. */
function keyOf(table: Table, row: unknown): unknown {
  const { keyPath } = table.schema.primKey;
  const members = row as Record<string, unknown>;
  if (keyPath === undefined) throw new Error(`Table ${table.name} keeps its keys outside.`);
  return typeof keyPath === 'string' ? members[keyPath] : keyPath.map((name) => members[name]);
}

/** The lines of a backup, counted and hashed on the way. */
class BackupLines {
  readonly #file = new LineFile();
  readonly #hash = new LineHash();
  readonly #rows: Record<string, number> = {};

  constructor(header: BackupHeader) {
    for (const table of Object.keys(header.rows)) this.#rows[table] = 0;
    this.#add(JSON.stringify(header));
  }

  addRow(table: string, row: unknown): void {
    for (const line of linesOfRow(table, row)) this.#add(line);
    this.#rows[table] = (this.#rows[table] ?? 0) + 1;
  }

  finish(): Blob {
    const trailer: BackupTrailer = {
      end: backupFormat,
      rows: this.#rows,
      hash: this.#hash.value,
    };
    this.#file.add(JSON.stringify(trailer));
    return this.#file.toBlob();
  }

  #add(line: string): void {
    this.#hash.add(line);
    this.#file.add(line);
  }
}

async function pack(lines: Blob, signal: AbortSignal): Promise<Blob> {
  const packed = lines.stream().pipeThrough(new CompressionStream('gzip'), { signal });
  try {
    const blob = await new Response(packed).blob();
    return new Blob([blob], { type: 'application/gzip' });
  } catch (error) {
    stopIfCancelled(signal);
    const detail = error instanceof Error ? error.message : String(error);
    throw new FilesError({ kind: 'storage', message: `The backup can't be written: ${detail}` });
  }
}

/** Letters and digits of any script stay; `Customer mail` gives `seedbed-customer-mail-2025-01-31`. */
function fileNameOf(name: string, createdAt: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['project'];
  const stem = words.join('-').slice(0, 60);
  return `seedbed-${stem}-${createdAt.slice(0, 10)}.jsonl.gz`;
}
