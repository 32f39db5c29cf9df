import * as v from 'valibot';
import { checkInstruction } from '#core/filters/run-filters.ts';
import { parseWholeTasks } from '#core/parsing/parse-whole-tasks.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { compareKeys } from './differences.ts';
import { defineCheck, finishReason } from './oracle-check.ts';

const row = v.object({
  text: v.string(),
  finish_reason: finishReason,
  expected: v.optional(v.array(v.tuple([v.string(), v.string(), v.string()]))),
});

/** `parse_alpaca`: the whole tasks that recipe alpaca keeps of a reply, before novelty. */
export const checkAlpaca = defineCheck(
  'parse_alpaca',
  row,
  ({ text, finish_reason: reason, expected }) => {
    const firstNumber = alpacaRecipe.demonstrations.total + 1;
    const kept = parseWholeTasks(text, reason, firstNumber).items.filter(
      ({ instruction, cut }) => checkInstruction(alpacaRecipe.filters, instruction, cut).keep,
    );
    const tasks = kept.map(({ instruction, instance }) => {
      return [instruction, instance?.input, instance?.output];
    });
    return compareKeys({ expected }, { expected: tasks });
  },
);
