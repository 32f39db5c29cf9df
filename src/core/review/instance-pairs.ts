import type { Instance } from '#core/model/task.ts';
import { commonSubsequence } from '#core/rouge/common-subsequence.ts';

/** An instance before and after; null where it was added or removed. */
export interface InstancePair {
  readonly before: Instance | null;
  readonly after: Instance | null;
}

/** Sets two lists of instances side by side: equal ones together, what lies between in order. */
export function pairInstances(
  before: readonly Instance[],
  after: readonly Instance[],
): readonly InstancePair[] {
  const keyOf = ({ input, output }: Instance): string => `${input.length} ${input}${output}`;
  const matches = commonSubsequence(before.map(keyOf), after.map(keyOf));
  const pairs: InstancePair[] = [];
  let [atBefore, atAfter] = [0, 0];
  for (const { first, second } of [...matches, { first: before.length, second: after.length }]) {
    pairs.push(...sideBySide(before.slice(atBefore, first), after.slice(atAfter, second)));
    pairs.push(...sideBySide(before.slice(first, first + 1), after.slice(second, second + 1)));
    [atBefore, atAfter] = [first + 1, second + 1];
  }
  return pairs;
}

function sideBySide(before: readonly Instance[], after: readonly Instance[]): InstancePair[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, i) => ({
    before: before[i] ?? null,
    after: after[i] ?? null,
  }));
}
