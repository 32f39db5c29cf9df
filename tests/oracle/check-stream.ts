import * as v from 'valibot';
import { countPairs } from '#core/rouge/pairs.ts';
import { compareAllPairs, countGroups } from './all-pairs.ts';
import { mainDataSet, type DataSet } from './data-set.ts';
import { compareKeys } from './differences.ts';
import { keptHash } from './kept-hash.ts';
import { defineCheck, type CheckContext } from './oracle-check.ts';
import { paperPool } from './paper-pool.ts';

/** Keyed by its threshold in the file. */
const row = v.object({
  key: v.pipe(v.string(), v.transform(Number), v.number()),
  data: v.optional(v.string(), mainDataSet),
  kept: v.optional(v.number()),
  keptIndicesFnv1a64: v.optional(v.string()),
  pairsAbove: v.optional(v.number()),
  pairsExactly: v.optional(v.number()),
});

/** Offers the texts one after the other to an empty pool; gives the places of those it keeps. */
function stream(
  texts: readonly string[],
  threshold: number,
  engine: CheckContext['engine'],
): number[] {
  const pool = paperPool(engine, threshold);
  const kept: number[] = [];
  for (const [id, text] of texts.entries()) {
    if (pool.decide(text) !== null) continue;
    pool.append([{ id, text }]);
    kept.push(id);
  }
  return kept;
}

const compared = new WeakMap<DataSet, ReturnType<typeof compareAllPairs>>();

/** The plain count compares all pairs once, whatever the number of thresholds. */
function countPlainly(data: DataSet, texts: readonly string[], threshold: number) {
  const groups = compared.get(data) ?? compareAllPairs(texts);
  compared.set(data, groups);
  return countGroups(groups, threshold);
}

/** `alpaca_stream`: what a pool keeps of a data set, and how many of all pairs are too similar. */
export const checkStream = defineCheck(
  'alpaca_stream',
  row,
  ({ key: threshold, data, ...expected }, context) => {
    const set = context.data(data);
    const texts = set.tasks.map(({ instruction }) => instruction);
    const kept = stream(texts, threshold, context.engine);
    const isFast = context.engine === 'fast';
    const pairs = isFast ? countPairs(texts, threshold) : countPlainly(set, texts, threshold);
    return compareKeys(expected, {
      kept: kept.length,
      keptIndicesFnv1a64: keptHash(kept),
      pairsAbove: pairs.above,
      pairsExactly: pairs.exactly,
    });
  },
  ({ data }) => data,
);
