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

/** Which of these files are not on this machine. */
export const missingData = (names: readonly string[]): readonly string[] =>
  names.filter((name) => realData(name) === null);

/** What a test is to fail with, or null where tests without their files may be left out. */
export function failureWithout(missing: readonly string[]): Error | null {
  if (process.env['SEEDBED_REQUIRE_DATA'] !== '1') return null;
  return new Error(`${missing.join(', ')} not found in ${dataFolder()}`);
}

/** Names a test that is not run, in the form that `npm test` gathers for its summary. */
export function nameLeftOut(title: string, missing: readonly string[]): void {
  // A worker of Playwright reads the file again, after the process that lists the tests.
  if (process.env['TEST_WORKER_INDEX'] !== undefined) return;
  console.log(`Left out: ${title} (no ${missing.join(', ')} in ${dataFolder()})`);
}
