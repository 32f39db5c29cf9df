import * as v from 'valibot';
import { parseInstances } from '#core/parsing/parse-instances.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { compareKeys, sameSet } from './differences.ts';
import { defineCheck, finishReason } from './oracle-check.ts';

const row = v.object({
  kind: v.picklist(['generation', 'classification']),
  text: v.string(),
  finish_reason: finishReason,
  expected: v.optional(v.array(v.tuple([v.string(), v.string()]))),
});

/** `parse_instances`: the instances of a step-3 reply, before five of them are sampled. */
export const checkInstances = defineCheck(
  'parse_instances',
  row,
  ({ kind, text, finish_reason: reason, expected }) => {
    const unlimited = { ...paperRecipe, maxInstances: Infinity };
    const random = keyedRandom(0, 'oracle', 0);
    const { instances } = parseInstances(
      unlimited,
      kind === 'classification',
      text,
      reason,
      random,
    );
    const pairs = instances.map(({ input, output }) => [input, output]);
    return compareKeys({ expected }, { expected: pairs }, { expected: sameSet });
  },
);
