import * as v from 'valibot';
import { isNestedDeeper } from '#core/formats/nesting.ts';
import { FilesError } from '#data/formats/files-error.ts';
import {
  backupFormat,
  backupVersion,
  packedMember,
  schemaVersion,
  type BackupHeader,
} from './backup-format.ts';
import { reviveBinary } from './binary-values.ts';
import { LineHash } from './line-hash.ts';

const counts = v.record(v.string(), v.number());
const headerSchema = v.object({
  format: v.literal(backupFormat),
  version: v.number(),
  schema: v.number(),
  name: v.string(),
  createdAt: v.string(),
  rows: counts,
});
const trailerSchema = v.object({ end: v.literal(backupFormat), rows: counts, hash: v.string() });

/** A row of a table, complete. */
export interface BackupRow {
  readonly table: string;
  readonly row: unknown;
}

/** Rows of the program are nested about ten deep. */
const deepest = 64;

/** Follows the lines of a backup; throws a `FilesError` where it is none, newer, or not whole. */
export class BackupReader {
  #header: BackupHeader | null = null;
  #isOver = false;
  /** A row that the next lines may still add to. */
  #open: { table: string; row: Record<string, unknown>; items: unknown[] } | null = null;
  readonly #hash = new LineHash();
  readonly #rows = new Map<string, number>();

  /** Null until the first line was read. */
  get header(): BackupHeader | null {
    return this.#header;
  }

  /** Takes the next line; gives the rows that it shows to be complete. */
  take(line: string): BackupRow[] {
    if (this.#isOver) throw damaged('there is text after its end');
    const value = parse(line);
    if (this.#header === null) {
      this.#header = readHeader(value);
      this.#hash.add(line);
      return [];
    }
    if (!Array.isArray(value)) return this.#finish(value);
    this.#hash.add(line);
    const [name, content] = value as readonly unknown[];
    if (typeof name !== 'string') throw damaged('a row belongs to no table');
    return name.endsWith('+') ? this.#goOn(name.slice(0, -1), content) : this.#begin(name, content);
  }

  /** To be called when the file has ended. */
  end(): void {
    if (this.#header === null) throw noBackup();
    if (!this.#isOver) throw damaged('its end is missing');
  }

  #begin(table: string, row: unknown): BackupRow[] {
    const rows = this.#close();
    this.#rows.set(table, (this.#rows.get(table) ?? 0) + 1);
    const member = Object.hasOwn(packedMember, table) ? packedMember[table] : undefined;
    if (member === undefined) return [...rows, { table, row }];
    const packed = isObject(row) ? row : {};
    const items: unknown = packed[member];
    if (!Array.isArray(items)) throw damaged(`a row of “${table}” holds nothing`);
    this.#open = { table, row: packed, items: items as unknown[] };
    return rows;
  }

  #goOn(table: string, items: unknown): BackupRow[] {
    const open = this.#open;
    if (open?.table !== table || !Array.isArray(items)) throw damaged('a row has no beginning');
    for (const item of items as readonly unknown[]) open.items.push(item);
    return [];
  }

  #close(): BackupRow[] {
    const open = this.#open;
    this.#open = null;
    return open === null ? [] : [{ table: open.table, row: open.row }];
  }

  #finish(value: unknown): BackupRow[] {
    if (!v.is(trailerSchema, value)) throw damaged('a line is no row');
    this.#isOver = true;
    const told = { ...this.#header?.rows, ...value.rows };
    const isComplete = Object.entries(told).every(
      ([table, count]) =>
        (this.#rows.get(table) ?? 0) === count && this.#header?.rows[table] === count,
    );
    if (!isComplete || this.#hash.value !== value.hash) {
      throw damaged('its rows are not those that were written');
    }
    return this.#close();
  }
}

function readHeader(value: unknown): BackupHeader {
  if (!isObject(value) || value['format'] !== backupFormat) throw noBackup();
  if (isNewer(value['version'], backupVersion) || isNewer(value['schema'], schemaVersion)) {
    const message =
      'This backup was made by a newer version of Seedbed. Reload the page to get the newest ' +
      'version, then restore it.';
    throw new FilesError({ kind: 'unknown-format', message });
  }
  if (!v.is(headerSchema, value)) throw damaged('its first line is not complete');
  return value;
}

const isNewer = (version: unknown, ours: number): boolean =>
  typeof version === 'number' && version > ours;

function parse(line: string): unknown {
  if (isNestedDeeper(line, deepest)) throw damaged('a line is nested too deep');
  try {
    const reviver = line.includes('"$binary"') ? reviveBinary : undefined;
    return JSON.parse(line, reviver) as unknown;
  } catch {
    throw damaged('a line is not valid JSON');
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const noBackup = (): FilesError =>
  new FilesError({ kind: 'unknown-format', message: 'This is no backup of Seedbed.' });

/** The failure for a file that was a backup once; `detail` goes on after a colon. */
export const damaged = (detail: string): FilesError =>
  new FilesError({
    kind: 'unreadable',
    message: `This backup is damaged or cut off: ${detail}. Nothing was restored.`,
  });
