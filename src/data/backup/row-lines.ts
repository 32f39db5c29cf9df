import { packedMember } from './backup-format.ts';
import { replaceBinary } from './binary-values.ts';
import { connectedTables, withoutSecrets, type Connected } from './without-secrets.ts';

/** Text of one line after which a packed row goes on in the next. */
const mostCharacters = 4 * 1024 * 1024;

/** Tables whose rows hold plain JSON, which is much faster to write without a replacer. */
const plainTables = new Set([
  ...['log', 'requests', 'attempts', 'texts', 'runs'],
  ...['errands', 'errandRequests', 'errandAttempts'],
]);

/** The lines of one row of a table. */
export function linesOfRow(table: string, row: unknown): string[] {
  const member = packedMember[table];
  if (member !== undefined) return packedLines(table, member, row as Record<string, unknown>);
  const clean = connectedTables.has(table) ? withoutSecrets(row as Connected) : row;
  const line = [table, clean];
  return [plainTables.has(table) ? JSON.stringify(line) : JSON.stringify(line, replaceBinary)];
}

function packedLines(table: string, member: string, row: Record<string, unknown>): string[] {
  const items = row[member] as readonly unknown[];
  const groups = grouped(items.map((item) => JSON.stringify(item)));
  const { [member]: _, ...rest } = row;
  const [first = [], ...more] = groups;
  const opening = JSON.stringify({ ...rest, [member]: [] }).replace(/\[\]\}$/u, '');
  return [
    `[${JSON.stringify(table)},${opening}[${first.join(',')}]}]`,
    ...more.map((group) => `[${JSON.stringify(`${table}+`)},[${group.join(',')}]]`),
  ];
}

function grouped(texts: readonly string[]): string[][] {
  const groups: string[][] = [];
  let characters = Infinity;
  for (const text of texts) {
    if (characters + text.length > mostCharacters) {
      groups.push([]);
      characters = 0;
    }
    groups.at(-1)?.push(text);
    characters += text.length;
  }
  return groups;
}
