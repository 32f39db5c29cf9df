import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const repositoryRoot = join(import.meta.dirname, '..', '..');

/** Where the published data sets are looked for: `SEEDBED_DATA`, else `../shared/data`. */
export const dataFolder = (): string =>
  process.env['SEEDBED_DATA'] ?? join(repositoryRoot, '..', 'shared', 'data');

/** The path of a published data file, or null where it is not on this machine. */
export function realData(name: string): string | null {
  const path = join(dataFolder(), name);
  return existsSync(path) ? path : null;
}

/** The lines of a published file, unpacked if need be. */
export function linesOfData(path: string): string[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.trimEnd().split('\n');
}
