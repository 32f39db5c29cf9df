import * as v from 'valibot';
import { checkInstruction } from '#core/filters/run-filters.ts';
import { parseProposals } from '#core/parsing/parse-proposals.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { compareKeys } from './differences.ts';
import { defineCheck, finishReason } from './oracle-check.ts';

const row = v.object({
  text: v.string(),
  finish_reason: finishReason,
  expected: v.optional(v.array(v.string())),
});

/** `parse_instructions`: what recipe paper keeps of a step-1 reply, before novelty. */
export const checkInstructions = defineCheck(
  'parse_instructions',
  row,
  ({ text, finish_reason: reason, expected }) => {
    const { items } = parseProposals(paperRecipe, text, reason);
    const kept = items.filter(({ instruction, cut }) => {
      return checkInstruction(paperRecipe.filters, instruction, cut).keep;
    });
    return compareKeys({ expected }, { expected: kept.map(({ instruction }) => instruction) });
  },
);
