import { fMeasure } from './f-measure.ts';

export interface RougeL {
  readonly lcs: number;
  readonly precision: number;
  readonly recall: number;
  readonly fmeasure: number;
}

/** Length of a longest common subsequence, by plain dynamic programming in O(a·b). */
export function lcsLength(a: readonly string[], b: readonly string[]): number {
  const row = new Uint32Array(b.length + 1);
  for (const token of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j] ?? 0;
      row[j] = token === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1] ?? 0);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}

/**
 * ROUGE-L of two token lists in the arithmetic of the published code; all zero where nothing is
 * shared. The yardstick that every faster path is tested against.
 */
export function rougeL(first: readonly string[], second: readonly string[]): RougeL {
  const lcs = lcsLength(first, second);
  if (lcs === 0) return { lcs, precision: 0, recall: 0, fmeasure: 0 };
  return {
    lcs,
    precision: lcs / second.length,
    recall: lcs / first.length,
    fmeasure: fMeasure(lcs, first.length, second.length),
  };
}
