import { join } from 'node:path';
import { describe, test } from 'vitest';
import { dataFolder, failureWithout, missingData, nameLeftOut } from './data-files.ts';

/**
 * A group of tests that need published files, which are not ours to ship. Where one is missing the
 * group is not registered, only named; with `SEEDBED_REQUIRE_DATA=1` it fails instead. A file needs
 * a test besides: Vitest takes one without any for a mistake.
 */
export function describeWithData(
  title: string,
  names: readonly string[],
  body: (pathOf: (name: string) => string) => void,
): void {
  const missing = missingData(names);
  if (missing.length === 0) {
    describe(title, () => body((name) => join(dataFolder(), name)));
    return;
  }
  const failure = failureWithout(missing);
  if (failure === null) nameLeftOut(title, missing);
  else test(title, () => Promise.reject(failure));
}
