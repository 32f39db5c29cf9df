import type { Instance } from '#core/model/task.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';

/** A training text in two parts: what the model is shown, and what it learns to answer. */
export interface AlpacaText {
  readonly prompt: string;
  readonly response: string;
}

/**
 * Writes an instance as recipe alpaca trains on it: sections for instruction, input and response,
 * without the input's where the trimmed input is empty.
 */
export function alpacaText(instruction: string, instance: Instance): AlpacaText {
  const input = stripWhiteSpace(instance.input);
  const opening =
    input === ''
      ? 'This is a task. Answer it well and completely.'
      : 'This is a task with an input to work on. Answer it well and completely.';
  const sections = [
    opening,
    `### Instruction:\n${stripWhiteSpace(instruction)}`,
    ...(input === '' ? [] : [`### Input:\n${input}`]),
    '### Response:\n',
  ];
  return { prompt: sections.join('\n\n'), response: stripWhiteSpace(instance.output) };
}
