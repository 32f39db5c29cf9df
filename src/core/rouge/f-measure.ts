/**
 * ROUGE-L F (0–1) of a common subsequence of `lcs` tokens between texts of `first` and `second`
 * tokens. In this order, in doubles, as the published code computes it: at exactly a threshold
 * the rounding decides. Symmetric in the two lengths.
 */
export function fMeasure(lcs: number, first: number, second: number): number {
  if (lcs === 0) return 0;
  const precision = lcs / second;
  const recall = lcs / first;
  return (2 * precision * recall) / (precision + recall);
}

/**
 * The shortest common subsequence (at least 1) whose F is above `threshold`, or with `orEqual`
 * at least it; more than the shorter text holds where none is enough. F grows with the
 * subsequence by far more than rounding moves it, so one step on either side settles it.
 */
export function leastLcs(
  first: number,
  second: number,
  threshold: number,
  orEqual = false,
): number {
  const enough = (lcs: number): boolean => {
    const f = fMeasure(lcs, first, second);
    return orEqual ? f >= threshold : f > threshold;
  };
  let lcs = Math.max(1, Math.floor((threshold * (first + second)) / 2));
  while (lcs > 1 && enough(lcs - 1)) lcs -= 1;
  while (lcs <= first + second && !enough(lcs)) lcs += 1;
  return lcs;
}
