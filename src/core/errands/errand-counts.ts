import type { ErrandCounts, ErrandResult } from '#core/model/errand.ts';

/** Before the first answer. */
export const noErrandCounts: ErrandCounts = {
  scored: 0,
  proposed: 0,
  unchanged: 0,
  bad: {},
  failed: 0,
};

/** Counts with one more result, in place of the one that an earlier try gave for the same task. */
export function countResult(
  counts: ErrandCounts,
  result: ErrandResult,
  earlier: ErrandResult | undefined,
): ErrandCounts {
  const rest = earlier === undefined ? counts : add(counts, earlier, -1);
  return add(rest, result, 1);
}

/** Tasks that have an answer of any kind. */
export function answered({ scored, proposed, unchanged, bad, failed }: ErrandCounts): number {
  const unread = Object.values(bad).reduce((sum, count) => sum + count, 0);
  return scored + proposed + unchanged + unread + failed;
}

function add(counts: ErrandCounts, result: ErrandResult, by: 1 | -1): ErrandCounts {
  switch (result.kind) {
    case 'score':
      return { ...counts, scored: counts.scored + by };
    case 'proposal':
      return { ...counts, proposed: counts.proposed + by };
    case 'unchanged':
      return { ...counts, unchanged: counts.unchanged + by };
    case 'failed':
      return { ...counts, failed: counts.failed + by };
    case 'bad': {
      const { [result.reason]: before = 0, ...others } = counts.bad;
      const after = before + by;
      return { ...counts, bad: after > 0 ? { ...others, [result.reason]: after } : others };
    }
  }
}
