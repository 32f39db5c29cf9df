import type { ErrandKind } from '#core/model/model-call.ts';
import type { Instance } from '#core/model/task.ts';
import { readSections } from '#core/parsing/read-sections.ts';
import { sectionLine, showSections } from '#core/prompts/errand-sections.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { cutOff, whole } from './draft.ts';
import type { Draft } from './draft.ts';
import { integerBetween } from './grammar/picking.ts';
import { workedFor } from './practice-instances.ts';
import { replyShares } from './shares.ts';

interface ShownTask {
  readonly instruction: string;
  readonly instances: readonly Instance[];
}

/** Answers of an errand: a score by plain signs, a tidied text, or other examples of the grammar. */
export function errandReply(kind: ErrandKind, prompt: string, random: Random): Draft {
  const task = readShownTask(prompt);
  if (random() < replyShares.uselessErrand) return whole('I am not sure what is wanted here.');
  const text = texts[kind](task, random);
  return random() < replyShares.cutErrand ? cutOff(text, random) : whole(text);
}

const texts: Readonly<Record<ErrandKind, (task: ShownTask, random: Random) => string>> = {
  judge: scored,
  repair: mended,
  regenerate: ({ instruction }, random) =>
    `${showSections(newInstances(instruction, random))}\n${sectionLine('End')}`,
};

/** The task that a prompt shows between its section lines; without them its longest line. */
function readShownTask(prompt: string): ShownTask {
  const instances: Instance[] = [];
  let instruction = '';
  let input = '';
  for (const { name, text } of readSections(prompt).sections) {
    if (name === 'instruction') instruction ||= text;
    else if (name === 'input') input = text;
    else {
      instances.push({ input, output: text });
      input = '';
    }
  }
  if (instruction !== '') return { instruction, instances };
  const lines = prompt.split('\n').sort((a, b) => b.length - a.length);
  return { instruction: lines[0] ?? '', instances: [] };
}

const shortestOutput = 12;

function scored({ instruction, instances }: ShownTask, random: Random): string {
  const [first] = instances;
  if (first === undefined) return verdict(2, 'there is no example to go by');
  if (first.output === first.input || first.output === instruction) {
    return verdict(1, 'the output only repeats what was asked');
  }
  if (first.output.endsWith(':')) return verdict(2, 'the output breaks off');
  if (first.output.length < shortestOutput) return verdict(3, 'the output is very short');
  const score = integerBetween(3, 5, random);
  return verdict(score, score === 5 ? 'clear and complete' : 'usable, with room for more detail');
}

/** Says what it is, so that nobody takes it for a judgement. */
function verdict(score: number, why: string): string {
  return `Score: ${score}\nReason: Practice model, which only counts signs: ${why}.`;
}

function mended({ instruction, instances }: ShownTask, random: Random): string {
  const tidy = tidied(instruction);
  const isChanged = tidy !== instruction;
  if (!isChanged && random() < 0.4) return 'NO CHANGE';
  const text = isChanged ? tidy : `${tidy.replace(/[.!?]*$/, '')}, and keep it short.`;
  const task = [sectionLine('Instruction'), text, showSections(instances), sectionLine('End')];
  return task.filter((part) => part !== '').join('\n');
}

function tidied(instruction: string): string {
  const text = instruction.replace(/[ \t]+/g, ' ').replace(/^please /i, '');
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?:”"']$/.test(sentence) ? sentence : `${sentence}.`;
}

function newInstances(instruction: string, random: Random): Instance[] {
  return workedFor(instruction, random).map(({ fields, output }) => ({
    input: fields.map(({ name, text }) => `${name}: ${text}`).join('\n'),
    output,
  }));
}
