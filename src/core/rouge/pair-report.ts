import type { IdPair, PairReport } from '#core/contracts/pairs-api.ts';
import type { IndexSettings, PoolItem } from '#core/contracts/similarity-api.ts';
import { nearPairs, type NearPair } from './pairs.ts';
import { PairGroups } from './pair-groups.ts';

const byScore = (a: NearPair, b: NearPair): number =>
  b.score - a.score || a.first - b.first || a.second - b.second;

/** Keeps the `limit` best of what it is given, sorting only now and then. */
class BestPairs {
  readonly #limit: number;
  #pairs: NearPair[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(pair: NearPair): void {
    this.#pairs.push(pair);
    if (this.#pairs.length > 2 * this.#limit + 1024) this.#trim();
  }

  list(): readonly NearPair[] {
    this.#trim();
    return this.#pairs;
  }

  #trim(): void {
    this.#pairs = this.#pairs.sort(byScore).slice(0, this.#limit);
  }
}

/**
 * All pairs of a pool above the threshold, their groups and counts. Yields the share done (0–1),
 * so that the caller can pause, show progress or stop.
 */
export function* pairReport(
  items: readonly PoolItem[],
  { tokeniser, threshold }: IndexSettings,
  limit: number,
): Generator<number, PairReport> {
  const groups = new PairGroups(items.length);
  const best = new BestPairs(limit);
  let above = 0;
  let exactly = 0;
  const take = (pair: NearPair): void => {
    if (pair.score > threshold) {
      above += 1;
      best.add(pair);
      groups.join(pair.first, pair.second);
    } else exactly += 1;
  };
  const texts = items.map(({ text }) => text);
  for (const { done, total } of nearPairs(texts, tokeniser, threshold, take)) {
    yield total === 0 ? 1 : done / total;
  }
  const idAt = (position: number): number => items[position]?.id ?? 0;
  const named = ({ first, second, score }: NearPair): IdPair => ({
    first: idAt(first),
    second: idAt(second),
    score,
  });
  return {
    above,
    exactly,
    pairs: best.list().map(named),
    groups: groups.list().map((group) => group.map(idAt)),
  };
}
