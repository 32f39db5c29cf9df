/** Both ends of an interval, 0–1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile for 95 %. */
const Z = 1.959963984540054;

/** Wilson’s 95 % interval for a share of `hits` in `all`, which must not be 0 (Wilson 1927). */
export function wilson(hits: number, all: number): Interval {
  const share = hits / all;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * all);
  const half = Z * Math.sqrt((share * (1 - share)) / all + z2 / (4 * all * all));
  const scale = 1 + z2 / all;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

/**
 * Cohen’s kappa of a 2 × 2 table: both yes, only the first, only the second, both no. Null where it
 * is not defined: nothing was counted, or chance alone explains all of it (Cohen 1960).
 */
export function kappa(
  both: number,
  onlyFirst: number,
  onlySecond: number,
  neither: number,
): number | null {
  const all = both + onlyFirst + onlySecond + neither;
  if (all === 0) return null;
  const observed = (both + neither) / all;
  const firstYes = (both + onlyFirst) / all;
  const secondYes = (both + onlySecond) / all;
  const expected = firstYes * secondYes + (1 - firstYes) * (1 - secondYes);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}

/** How often two values came together. */
export interface PairCount {
  readonly first: number;
  readonly second: number;
  readonly count: number;
}

/** Spearman’s rank correlation with ties by their mean rank; null where one side never varies. */
export function spearman(pairs: readonly PairCount[]): number | null {
  const first = meanRanks(pairs.map(({ first: value, count }) => ({ value, count })));
  const second = meanRanks(pairs.map(({ second: value, count }) => ({ value, count })));
  const all = pairs.reduce((sum, { count }) => sum + count, 0);
  const centre = (all + 1) / 2;
  let [covariance, varianceA, varianceB] = [0, 0, 0];
  for (const pair of pairs) {
    const a = (first.get(pair.first) ?? centre) - centre;
    const b = (second.get(pair.second) ?? centre) - centre;
    covariance += pair.count * a * b;
    varianceA += pair.count * a * a;
    varianceB += pair.count * b * b;
  }
  return varianceA === 0 || varianceB === 0 ? null : covariance / Math.sqrt(varianceA * varianceB);
}

function meanRanks(values: readonly { value: number; count: number }[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { value, count } of values) counts.set(value, (counts.get(value) ?? 0) + count);
  const ranks = new Map<number, number>();
  let before = 0;
  for (const [value, count] of [...counts].sort((a, b) => a[0] - b[0])) {
    ranks.set(value, before + (count + 1) / 2);
    before += count;
  }
  return ranks;
}
