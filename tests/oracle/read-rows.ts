/** A row of an oracle file under a name for messages: its line, its place or its key. */
export interface NamedRow {
  readonly name: string;
  readonly row: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readLines(text: string): NamedRow[] {
  const lines = text.split('\n').map((line, index) => ({ name: `line ${index + 1}`, line }));
  return lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ name, line }) => ({ name, row: JSON.parse(line) as unknown }));
}

/**
 * The rows of an oracle file: its lines, the members of its list, or the values of its object with
 * their name there as `key`. Throws where the text is no JSON.
 */
export function readRows(text: string, fileName: string): NamedRow[] {
  if (fileName.endsWith('.jsonl')) return readLines(text);
  const whole: unknown = JSON.parse(text);
  if (Array.isArray(whole)) {
    return whole.map((row: unknown, index) => ({ name: `row ${index + 1}`, row }));
  }
  if (!isObject(whole)) throw new Error(`${fileName} holds neither a list nor an object`);
  return Object.entries(whole).map(([key, row]) => ({
    name: key,
    row: isObject(row) ? { key, ...row } : row,
  }));
}
