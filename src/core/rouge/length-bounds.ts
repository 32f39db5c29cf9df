import { leastLcs } from './f-measure.ts';

/** What F above a threshold asks of a text of `m` tokens and members of each length n. */
export interface LengthBounds {
  /** Lengths of members that can be near enough; `highest` < `lowest` where none can. */
  readonly lowest: number;
  readonly highest: number;
  /** `need[n]`: least LCS with a member of n tokens, for n from `lowest` to `highest`. */
  readonly need: Int32Array;
}

/** How many lengths' bounds are kept; longer texts are rare and computed as they come. */
const keptLengths = 512;

/** Works out length bounds for one threshold and remembers them. */
export class BoundsTable {
  readonly threshold: number;
  /** Members exactly at the threshold count too; for listing pairs. */
  readonly orEqual: boolean;
  #kept: (LengthBounds | undefined)[] = [];
  #keptLongest = 0;
  #leastOfAny: number[] = [];

  constructor(threshold: number, orEqual = false) {
    this.threshold = threshold;
    this.orEqual = orEqual;
  }

  /** Bounds of a text of `m` tokens in a pool whose longest member has `longest`. */
  of(m: number, longest: number): LengthBounds {
    if (longest > this.#keptLongest) {
      this.#kept = [];
      this.#keptLongest = longest;
    }
    const kept = this.#kept[m];
    if (kept !== undefined) return kept;
    const bounds = this.#work(m, this.#keptLongest);
    if (m < keptLengths) this.#kept[m] = bounds;
    return bounds;
  }

  /** Least LCS with which a text of `n` tokens is near enough to one of any length. */
  leastOfAny(n: number): number {
    return (this.#leastOfAny[n] ??= this.#workLeast(n));
  }

  #workLeast(n: number): number {
    // Need grows with the other text's length, so the shortest that can be near enough asks least.
    let m = Math.max(1, Math.floor((this.threshold * n) / 2) - 1);
    for (; m < n; m += 1) {
      const need = leastLcs(m, n, this.threshold, this.orEqual);
      if (need <= m) return need;
    }
    return leastLcs(n, n, this.threshold, this.orEqual);
  }

  #work(m: number, longest: number): LengthBounds {
    const needed = (n: number): number => leastLcs(m, n, this.threshold, this.orEqual);
    let lowest = Math.max(1, Math.floor((this.threshold * m) / 2) - 1);
    while (lowest <= longest && needed(lowest) > Math.min(lowest, m)) lowest += 1;
    const need: number[] = [];
    let n = lowest;
    for (; n <= longest; n += 1) {
      const least = needed(n);
      if (least > m) break;
      need[n] = least;
    }
    return { lowest, highest: n - 1, need: Int32Array.from({ length: n }, (_, i) => need[i] ?? 0) };
  }
}
