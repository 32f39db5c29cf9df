import { failure, success, type Result } from '#core/model/result.ts';
import { isNestedDeeper } from './nesting.ts';

/** The members of a parsed JSON object. Read them with `ownValue`, never by plain access. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** Rows of known formats are nested 4 deep; what is far deeper is an attack or a mistake. */
const deepest = 64;

/** Parses one row; fails with the reason in plain words where it is no JSON object. */
export function parseRow(text: string): Result<JsonRow, string> {
  const json = text.replace(/^\uFEFF+/u, '');
  if (isNestedDeeper(json, deepest)) {
    return failure(`Nested more than ${deepest} brackets deep.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return failure(reasonOf(json));
  }
  return isJsonRow(value) ? success(value) : failure(`${nameOf(value)} where a task belongs.`);
}

/** True for a JSON object: no array, no null. */
export function isJsonRow(value: unknown): value is JsonRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that the row itself has; undefined for anything inherited, `__proto__` included. */
export function ownValue(row: JsonRow, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

/** What a JSON value is, in plain words that can begin a sentence. */
export function nameOf(value: unknown): string {
  if (value === undefined) return 'Nothing';
  if (value === null) return 'Null';
  if (Array.isArray(value)) return 'A list';
  if (typeof value === 'object') return 'An object';
  if (typeof value === 'boolean') return 'True or false';
  return typeof value === 'string' ? 'Text' : 'A number';
}

function reasonOf(text: string): string {
  const start = text.trimStart();
  if (!start.startsWith('{')) return 'Not a JSON object.';
  return text.trimEnd().endsWith('}') ? 'Not valid JSON.' : 'Not valid JSON: it is cut off.';
}
