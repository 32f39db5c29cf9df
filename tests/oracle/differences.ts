/** One key of a row whose value is not the expected one. */
export interface Difference {
  readonly key: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export type Comparison = (expected: unknown, actual: unknown) => boolean;

/** Numbers must be the same doubles, lists equal in order. */
const same: Comparison = (expected, actual) => JSON.stringify(expected) === JSON.stringify(actual);

/** For means: sums may have been added up in another order. */
export const near: Comparison = (expected, actual) =>
  typeof expected === 'number' && typeof actual === 'number' && Math.abs(expected - actual) <= 1e-9;

/** Lists with the same members, whatever the order and however often. */
export const sameSet: Comparison = (expected, actual) =>
  Array.isArray(expected) && Array.isArray(actual) && same(asSet(expected), asSet(actual));

const asSet = (list: readonly unknown[]): string[] =>
  [...new Set(list.map((member) => JSON.stringify(member)))].sort();

/** Compares the keys that a row expects something of: absent ones ask for nothing. */
export function compareKeys(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  comparisons: Readonly<Record<string, Comparison>> = {},
): Difference[] {
  return Object.entries(expected)
    .filter(([, value]) => value !== undefined)
    .filter(([key, value]) => !(comparisons[key] ?? same)(value, actual[key]))
    .map(([key, value]) => ({ key, expected: value, actual: actual[key] }));
}
