import { ArraySplitter } from './array-splitter.ts';
import type { CsvSeparator } from './csv-rows.ts';
import { CsvSplitter, separatorOf } from './csv-splitter.ts';
import { parseRow } from './json-row.ts';
import { LineSplitter } from './line-splitter.ts';
import { Nesting } from './nesting.ts';
import { longestRow, type Splitter } from './piece.ts';

/** How a file holds its rows: a row a line, CSV, or the elements of an array from unit `from` on. */
export type Layout =
  | { readonly kind: 'lines' }
  | { readonly kind: 'csv'; readonly separator: CsvSeparator }
  | {
      readonly kind: 'array';
      /** Index right after the `[`. */
      readonly from: number;
      /** 1-based line of the `[`. */
      readonly line: number;
      readonly isInDocument: boolean;
    }
  | { readonly kind: 'unknown'; readonly message: string };

/** How many UTF-16 units of a file's start `layoutOf` should be shown. */
export const headLength = 64 * 1024;

const foreign: readonly (readonly [start: string, name: string])[] = [
  ['<', 'a web page or XML'],
  ['PK\u0003\u0004', 'a ZIP archive'],
  ['PAR1', 'a Parquet file'],
  ['%PDF', 'a PDF'],
  ['ARROW1', 'an Arrow file'],
  ['\u0000', 'a binary file'],
];

/** Tells from a file's start how it is laid out. */
export function layoutOf(head: string): Layout {
  const start = /[^\s\uFEFF]/u.exec(head)?.index ?? head.length;
  const name = foreign.find(([mark]) => head.startsWith(mark, start))?.[1];
  if (name !== undefined) {
    return { kind: 'unknown', message: `This is ${name}, not JSON, JSON Lines or CSV.` };
  }
  if (head[start] === '[') return arrayAt(head, start, false);
  if (head[start] !== '{') {
    const separator = separatorOf(head);
    return separator === null ? { kind: 'lines' } : { kind: 'csv', separator };
  }
  const list = hasRowInFirstLine(head, start) ? null : listInDocument(head, start);
  return list === null ? { kind: 'lines' } : arrayAt(head, list, true);
}

/** The splitter for a layout; text goes in from the start of the file, or from `from` on. */
export function splitterFor(
  layout: Exclude<Layout, { kind: 'unknown' }>,
  limit = longestRow,
): Splitter {
  if (layout.kind === 'lines') return new LineSplitter(limit);
  if (layout.kind === 'csv') return new CsvSplitter(layout.separator, limit);
  return new ArraySplitter(layout.line, layout.isInDocument, limit);
}

function arrayAt(head: string, bracket: number, isInDocument: boolean): Layout {
  const line = head.slice(0, bracket).split('\n').length;
  return { kind: 'array', from: bracket + 1, line, isInDocument };
}

/** True where the first line is a whole JSON object with an instruction, or with more after it. */
function hasRowInFirstLine(head: string, start: number): boolean {
  const end = head.indexOf('\n', start);
  const row = parseRow(head.slice(start, end < 0 ? undefined : end));
  if (!row.ok) return false;
  const hasMoreLines = end >= 0 && head.slice(end).trim() !== '';
  return hasMoreLines || Object.hasOwn(row.value, 'instruction');
}

/**
 * Where the object at `start` holds a list of objects among its own members, or null where the
 * object is itself a row (it has an instruction) or ends without one.
 */
function listInDocument(head: string, start: number): number | null {
  const nesting = new Nesting();
  let stringStart = 0;
  let name = '';
  let wasInString = false;
  for (let at = start; at < head.length; at += 1) {
    const char = head[at];
    if (!wasInString && char === '"') stringStart = at + 1;
    if (nesting.depth === 1 && !wasInString && char === '[' && name !== 'instances') {
      if (/^\[\s*\{/u.test(head.slice(at, at + 1000))) return at;
    }
    nesting.take(head.charCodeAt(at));
    if (wasInString && !nesting.isInString) name = head.slice(stringStart, at);
    if (nesting.depth === 0 || nesting.hasBrokenString) return null;
    if (nesting.depth === 1 && char === ':' && !wasInString && name === 'instruction') return null;
    wasInString = nesting.isInString;
  }
  return null;
}
