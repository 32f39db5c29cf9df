import * as v from 'valibot';
import type { RougeEngine } from '#core/rouge/rouge-engine.ts';
import { mainDataSet, type DataSet } from './data-set.ts';
import { compareKeys, near } from './differences.ts';
import { defineCheck, type CheckContext } from './oracle-check.ts';
import { paperPool } from './paper-pool.ts';

const row = v.object({
  data: v.optional(v.string(), mainDataSet),
  index: v.number(),
  mean: v.optional(v.number()),
  top10: v.optional(v.array(v.number())),
});

const pools = new WeakMap<DataSet, RougeEngine>();

/** All instructions of a data set in one pool, under their 0-based places. */
function poolOf(data: DataSet, engine: CheckContext['engine']): RougeEngine {
  const known = pools.get(data);
  if (known !== undefined) return known;
  const pool = paperPool(engine);
  pool.append(data.tasks.map(({ instruction }, id) => ({ id, text: instruction })));
  pools.set(data, pool);
  return pool;
}

/** `pool_scores`: mean and ten highest F of an instruction against all others of its data set. */
export const checkPoolScores = defineCheck(
  'pool_scores',
  row,
  ({ data, index, ...expected }, context) => {
    const set = context.data(data);
    const text = set.tasks[index]?.instruction ?? '';
    const { mean, nearest } = poolOf(set, context.engine).score(text, 10, index);
    const actual = { mean, top10: nearest.map(({ score }) => score) };
    return compareKeys(expected, actual, { mean: near });
  },
  ({ data }) => data,
);
