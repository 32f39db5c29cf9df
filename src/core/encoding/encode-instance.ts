import type { Instance } from '#core/model/task.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { pickOne } from '#core/random/sampling.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';
import { templatesWithInput, templatesWithoutInput } from './templates.ts';

/** One line of the published `gpt3_finetuning_data_N.jsonl`. */
export interface FineTuningRow {
  readonly prompt: string;
  readonly completion: string;
}

const endOfText = '<|endoftext|>';

/**
 * Writes an instance in one of the 13 published forms, chosen at random: 7 where the trimmed input
 * is not empty, 6 where it is. Texts are trimmed and put in as they are.
 */
export function encodeInstance(
  instruction: string,
  instance: Instance,
  random: Random,
): FineTuningRow {
  const input = stripWhiteSpace(instance.input);
  const template = pickOne(input === '' ? templatesWithoutInput : templatesWithInput, random);
  const output = stripWhiteSpace(instance.output);
  return {
    prompt: template.prompt(stripWhiteSpace(instruction), input),
    completion: `${template.hasLabel ? ' ' : ''}${output}${endOfText}`,
  };
}
