import { join } from 'node:path';
import { test as plainTest } from '@playwright/test';
import {
  dataFolder,
  failureWithout,
  linesOfData,
  missingData,
  nameLeftOut,
} from '#tests/support/data-files.ts';
import { test } from './journey.ts';

type Body = Parameters<typeof test>[2];

/**
 * `test` for journeys over published files, which are not ours to ship. Where one is missing, what
 * it is called with is not registered, only named; with `SEEDBED_REQUIRE_DATA=1` it fails instead.
 */
export function testWithData(...names: readonly string[]): (title: string, body: Body) => void {
  const missing = missingData(names);
  // Nothing around it, so that a journey is reported where it stands.
  if (missing.length === 0) return test;
  const failure = failureWithout(missing);
  if (failure === null) return (title) => nameLeftOut(title, missing);
  return (title) => plainTest(title, () => Promise.reject(failure));
}

/** Where a published file is. */
export const pathOfData = (name: string): string => join(dataFolder(), name);

/** Rows of a published file by their line, from 1. */
export function rowsOfData(name: string, lines: readonly number[]): readonly string[] {
  const all = linesOfData(pathOfData(name));
  return lines.map((line) => all[line - 1] ?? '');
}
