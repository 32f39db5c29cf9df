import { fMeasure } from './f-measure.ts';

export interface RougeL {
  readonly lcs: number;
  readonly precision: number;
  readonly recall: number;
  readonly fmeasure: number;
}

/** LCS length of `a` with every prefix of `b` (0 to all of it), by plain dynamic programming. */
export function lcsOfPrefixes(a: readonly string[], b: readonly string[]): Uint32Array {
  const row = new Uint32Array(b.length + 1);
  for (const token of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j] ?? 0;
      row[j] = token === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1] ?? 0);
      diagonal = above;
    }
  }
  return row;
}

/**
 * ROUGE-L of two token lists in the arithmetic of the published code; all zero where nothing is
 * shared. The yardstick that every faster path is tested against.
 */
export function rougeL(first: readonly string[], second: readonly string[]): RougeL {
  const lcs = lcsOfPrefixes(first, second)[second.length] ?? 0;
  if (lcs === 0) return { lcs, precision: 0, recall: 0, fmeasure: 0 };
  return {
    lcs,
    precision: lcs / second.length,
    recall: lcs / first.length,
    fmeasure: fMeasure(lcs, first.length, second.length),
  };
}
