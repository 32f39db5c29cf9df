import { parseRow, type JsonRow } from '#core/formats/json-row.ts';

/** Longest text that is looked through: a reply of a model has some thousands of characters. */
const longest = 400_000;

/**
 * The JSON object that a reply consists of, words before and after it and a code fence left out;
 * null where there is none, or where it is broken.
 */
export function findJsonObject(reply: string): JsonRow | null {
  const from = reply.indexOf('{');
  const to = reply.lastIndexOf('}');
  if (from < 0 || to < from || reply.length > longest) return null;
  const row = parseRow(reply.slice(from, to + 1));
  return row.ok ? row.value : null;
}
