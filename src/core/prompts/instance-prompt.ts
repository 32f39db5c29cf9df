import type { ModelApi } from '#core/model/model-call.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';
import { inputFirstDemonstrations } from './input-first-demonstrations.ts';
import { outputFirstDemonstrations } from './output-first-demonstrations.ts';
import type { Prompt } from './prompt.ts';
import { showInputFirst, showOutputFirst } from './show-instances.ts';

/**
 * Step 3: asks for instances of an instruction, output first where it is classification, otherwise
 * input first. Ends with the task and a newline for `completions`; `chat` wants only the blocks.
 */
export function instancePrompt(
  api: ModelApi,
  isClassification: boolean,
  instruction: string,
): Prompt {
  const task = `Task: ${stripWhiteSpace(instruction)}\n`;
  if (api === 'completions') {
    return { prefix: isClassification ? LABELLED_COMPLETION : OPEN_COMPLETION, tail: task };
  }
  return {
    prefix: isClassification ? LABELLED_CHAT : OPEN_CHAT,
    tail: `${task}\n${isClassification ? LABELLED_REMINDER : OPEN_REMINDER}`,
  };
}

const LABELLED_SHOWN = outputFirstDemonstrations
  .map(({ task, examples }) => `Task: ${task}\n${showOutputFirst(examples)}\n\n`)
  .join('');

const OPEN_SHOWN = inputFirstDemonstrations
  .map(({ task, examples }) => `Task: ${task}\n${showInputFirst(examples)}\n\n`)
  .join('');

const LABELLED_COMPLETION =
  'Each classification task below is followed by its possible labels and, for each label, an input ' +
  `that it is the right answer for. Tasks that need no input have the labels alone.\n\n${LABELLED_SHOWN}`;

const OPEN_COMPLETION =
  'Each task below is followed by worked examples, at most five. Tasks that need more than the task ' +
  `itself say have named inputs; all others have an output only.\n\n${OPEN_SHOWN}`;

const LABELLED_CHAT = [
  'Invent inputs for a classification task. Take each possible label in turn and write an input for',
  'which this label is the right answer. Form of every block:',
  '- a line `Class label: ` with one label and nothing else;',
  '- then the complete input on the lines below it; nothing if the task needs no input.',
  `Use every label, and five blocks at most. This is how it looks for other tasks:\n\n${LABELLED_SHOWN}`,
].join('\n');

const OPEN_CHAT = [
  'Invent worked examples for a task. Form of every block:',
  '- a line `Example 1`, `Example 2` and so on;',
  '- one or more named inputs (`Name: text`), complete and concrete, if the task needs an input;',
  '- then `Output:` and the right answer.',
  'If the task needs no input, write `Output:` and the answer, once, without any example line.',
  `Write at most five blocks. This is how it looks for other tasks:\n\n${OPEN_SHOWN}`,
].join('\n');

const LABELLED_REMINDER =
  'Write the `Class label:` blocks for this last task and nothing else: no heading, no remarks, no ' +
  'marks around the text.';

const OPEN_REMINDER =
  'Write the blocks for this last task and nothing else: no heading, no remarks, no marks around ' +
  'the text.';
