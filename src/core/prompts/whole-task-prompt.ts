import type { ModelApi } from '#core/model/model-call.ts';
import type { SeedTask } from '#core/model/task.ts';
import { collapseWhiteSpace } from '#core/text/white-space.ts';
import type { Prompt } from './prompt.ts';

/** Number of the last task that the published variant asks for. */
const LAST_TASK = 19;

/**
 * Recipe alpaca's one step: asks for whole tasks after some seeds, each shown with its first
 * instance. `completions` ends in the number of the next instruction; `chat` asks for the same
 * blocks up to `lastTask`, numbered on.
 */
export function wholeTaskPrompt(
  api: ModelApi,
  seeds: readonly SeedTask[],
  lastTask = LAST_TASK,
): Prompt {
  const next = seeds.length + 1;
  const shown = seeds.map((seed, i) => showSeed(seed, i + 1)).join('');
  const prefix = `${REQUIREMENTS}\n\n`;
  if (api === 'completions') return { prefix, tail: `${shown}###\n${next}. Instruction:` };
  return { prefix, tail: `${shown}###\n\n${chatRequest(next, lastTask)}` };
}

const REQUIREMENTS = [
  'A list of twenty tasks for testing how well a language model follows instructions.',
  'What every task keeps to:',
  '1. Instructions start with different verbs, and questions and commands are mixed.',
  '2. The list covers many kinds of work: open writing, questions, classification, editing,',
  '   extraction, calculation, planning, code.',
  '3. A model that only reads and writes text must be able to do the task.',
  '4. Instruction, input and output are in English; an instruction is one or two sentences long.',
  '5. The input is concrete and realistic, no placeholder, and at most 100 words long. A task that',
  '   needs none, such as a general question, has <noinput> in its place.',
  '6. The output is a good answer to instruction and input, at most 100 words long.',
].join('\n');

function showSeed(seed: SeedTask, number: number): string {
  const instance = seed.instances[0];
  const input = instance === undefined || instance.input === '' ? '<noinput>' : instance.input;
  return (
    `###\n${number}. Instruction: ${oneLine(seed.instruction)}\n` +
    `${number}. Input:\n${input}\n` +
    `${number}. Output:\n${instance?.output ?? ''}\n`
  );
}

/** White-space runs become one space and colons at the end go, so that labels stay readable. */
function oneLine(instruction: string): string {
  return collapseWhiteSpace(instruction).replace(/:+$/, '');
}

function chatRequest(next: number, lastTask: number): string {
  return (
    `Continue the list with tasks ${next} to ${lastTask} in exactly this form: a line ###, then the ` +
    `labels “${next}. Instruction:”, “${next}. Input:” and “${next}. Output:” with their text, then ` +
    'a line ### again, and so on. Write nothing else.'
  );
}
