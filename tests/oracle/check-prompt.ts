import * as v from 'valibot';
import { numberedList } from '#core/prompts/numbered-list.ts';
import { compareKeys } from './differences.ts';
import { defineCheck } from './oracle-check.ts';

const row = v.object({
  instructions: v.array(v.string()),
  numbered: v.optional(v.string()),
});

/** `encode_prompt`: demonstrations as the step-1 prompt lists them. */
export const checkPrompt = defineCheck('encode_prompt', row, ({ instructions, numbered }) =>
  compareKeys({ numbered }, { numbered: numberedList(instructions) }),
);
