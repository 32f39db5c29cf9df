import * as v from 'valibot';
import type { RougeEngine } from '#core/rouge/rouge-engine.ts';
import { rougeL } from '#core/rouge/rouge-l.ts';
import { tokenise } from '#core/rouge/tokenise.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { compareKeys, type Difference } from './differences.ts';
import { defineCheck, type CheckContext } from './oracle-check.ts';
import { paperPool } from './paper-pool.ts';

const row = v.object({
  a: v.string(),
  b: v.string(),
  tokens_a: v.optional(v.number()),
  tokens_b: v.optional(v.number()),
  lcs: v.optional(v.number()),
  precision: v.optional(v.number()),
  recall: v.optional(v.number()),
  fmeasure: v.optional(v.number()),
});

type Kind = CheckContext['engine'];
const pools = new Map<Kind, RougeEngine>();

/** One pool for all rows, emptied after each: thousands of pools of their own would not fit. */
function sharedPool(engine: Kind): RougeEngine {
  const pool = pools.get(engine) ?? paperPool(engine);
  pools.set(engine, pool);
  return pool;
}

/** What the engine of the run says of the pair must be what the plain function says. */
function checkEngine(a: string, b: string, f: number, { engine }: CheckContext): Difference[] {
  const { threshold } = paperRecipe.similarity;
  const pool = sharedPool(engine);
  pool.append([{ id: 1, text: b }]);
  const actual = {
    score: pool.score(a, 1).nearest[0]?.score ?? 0,
    decision: pool.decide(a)?.score ?? null,
  };
  pool.remove([1]);
  return compareKeys({ score: f, decision: f > threshold ? f : null }, actual);
}

/** `rouge_l`: lengths and scores of pairs of texts, bit for bit, and what the engine makes of them. */
export const checkRouge = defineCheck('rouge_l', row, ({ a, b, ...expected }, context) => {
  const { tokeniser } = paperRecipe.similarity;
  const first = tokenise(a, tokeniser);
  const second = tokenise(b, tokeniser);
  const score = rougeL(first, second);
  const actual = { tokens_a: first.length, tokens_b: second.length, ...score };
  return [...compareKeys(expected, actual), ...checkEngine(a, b, score.fmeasure, context)];
});
