import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataFolder, realData } from './data-files.ts';

/**
 * A group of tests that need published files. Where one is missing the group is left out and says
 * so by name; with `SEEDBED_REQUIRE_DATA=1` it fails instead.
 */
export function describeWithData(
  title: string,
  names: readonly string[],
  body: (pathOf: (name: string) => string) => void,
): void {
  const missing = names.filter((name) => realData(name) === null);
  if (missing.length === 0) {
    describe(title, () => body((name) => join(dataFolder(), name)));
  } else if (process.env['SEEDBED_REQUIRE_DATA'] === '1') {
    test(title, () => {
      expect(missing, `not found in ${dataFolder()}`).toEqual([]);
    });
  } else {
    console.warn(`Left out: ${title} (no ${missing.join(', ')} in ${dataFolder()})`);
    describe.skip(`${title} (no ${missing.join(', ')})`, () => {
      test('needs published data', () => undefined);
    });
  }
}
