import { lcsOfPrefixes } from './rouge-l.ts';

/** Positions of one matched token in the two lists. */
export interface Match {
  readonly first: number;
  readonly second: number;
}

/**
 * One longest common subsequence of two lists, in O(a·b) time and O(b) memory.
 * Source: Hirschberg 1975, "A linear space algorithm for computing maximal common subsequences".
 */
export function commonSubsequence(a: readonly string[], b: readonly string[]): Match[] {
  const matches: Match[] = [];
  collect(a, b, 0, 0, matches);
  return matches;
}

function collect(
  a: readonly string[],
  b: readonly string[],
  atA: number,
  atB: number,
  matches: Match[],
): void {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    matches.push({ first: atA + start, second: atB + start });
    start += 1;
  }
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  split(
    a.slice(start, a.length - end),
    b.slice(start, b.length - end),
    atA + start,
    atB + start,
    matches,
  );
  for (let i = end; i > 0; i -= 1) {
    matches.push({ first: atA + a.length - i, second: atB + b.length - i });
  }
}

/** Halves `a` and cuts `b` where the two halves together match most. */
function split(
  a: readonly string[],
  b: readonly string[],
  atA: number,
  atB: number,
  matches: Match[],
): void {
  if (a.length === 0 || b.length === 0) return;
  if (a.length === 1) {
    const second = a[0] === undefined ? -1 : b.indexOf(a[0]);
    if (second >= 0) matches.push({ first: atA, second: atB + second });
    return;
  }
  const middle = a.length >>> 1;
  const before = lcsOfPrefixes(a.slice(0, middle), b);
  const after = lcsOfPrefixes(a.slice(middle).toReversed(), b.toReversed());
  let cut = 0;
  let most = -1;
  for (let j = 0; j <= b.length; j += 1) {
    const together = (before[j] ?? 0) + (after[b.length - j] ?? 0);
    if (together <= most) continue;
    most = together;
    cut = j;
  }
  if (most === 0) return;
  collect(a.slice(0, middle), b.slice(0, cut), atA, atB, matches);
  collect(a.slice(middle), b.slice(cut), atA + middle, atB + cut, matches);
}
