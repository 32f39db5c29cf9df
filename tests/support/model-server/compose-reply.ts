import { keyedRandom } from '#core/random/keyed-random.ts';
import type { Random } from '#core/random/keyed-random.ts';
import type { Corpus, KnownTask } from './corpus.ts';
import { readPrompt } from './read-prompt.ts';
import type { Question } from './read-prompt.ts';

/** What the scripted model says to a prompt: a function of its text and the seed alone. */
export function composeReply(
  prompt: string,
  isChat: boolean,
  seed: number,
  corpus: Corpus,
): string {
  const random = keyedRandom(seed, 'scripted-model', prompt);
  const question = readPrompt(prompt);
  switch (question.step) {
    case 'instruction':
      return instructionList(question, isChat, random, corpus);
    case 'classification':
      return `${isChat ? '' : ' '}${looksLikeClassification(question.instruction) ? 'Yes' : 'No'}`;
    case 'instance':
      return question.isOutputFirst
        ? labelledInstances(question.instruction, random, corpus)
        : openInstances(question.instruction, random, corpus);
    case 'whole-task':
      return wholeTasks(question, isChat, random, corpus);
    case 'judge':
      return judgement(question.outputs, random);
    case 'repair':
      return random() < 0.15 ? 'NO CHANGE' : mended(question);
    case 'regenerate':
      return `=== Input ===\nThe ${pick(['first', 'second', 'third'], random)} new input\n=== Output ===\nA new answer to: ${question.instruction}\n=== End ===`;
    case 'other':
      return 'Yes, I can hear you.';
  }
}

function judgement(outputs: readonly string[], random: Random): string {
  const score = outputs.length === 0 ? 1 : 2 + Math.floor(random() * 4);
  return `Score: ${score}\nReason: It reads like a ${score}.`;
}

function mended({
  instruction,
  outputs,
}: Extract<Question, { outputs: readonly string[] }>): string {
  const examples = outputs.map((output) => `=== Output ===\n${output} (checked)\n`).join('');
  return `=== Instruction ===\n${instruction} Be exact.\n${examples}=== End ===`;
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function instructionList(
  { shown, first, last }: Extract<Question, { step: 'instruction' }>,
  isChat: boolean,
  random: Random,
  corpus: Corpus,
): string {
  const count = last - first + 1;
  const items = Array.from({ length: count }, () => nextInstruction(shown, random, corpus));
  const list = items.map((item, i) => `${first + i}. ${item}`).join('\n');
  // A base model goes on after the number that ends the prompt.
  return isChat ? list : list.slice(`${first}.`.length);
}

/** Mostly something new, and the slips of a real model in realistic shares. */
function nextInstruction(shown: readonly string[], random: Random, corpus: Corpus): string {
  const chance = random();
  if (chance < 0.06 && shown.length > 0) return pick(shown, random);
  if (chance < 0.14 && shown.length > 0) return reworded(pick(shown, random), random);
  if (chance < 0.24) return pick(corpus.tasks.slice(0, 120), random).instruction;
  if (chance < 0.27) return pick(['Sing a song.', 'Why?', 'Translate this.'], random);
  if (chance < 0.3) return 'Draw a picture of the house that the text describes.';
  return pick(corpus.tasks, random).instruction.trim();
}

function reworded(instruction: string, random: Random): string {
  const words = instruction.split(' ');
  words[words.length - 1] = pick(['please.', 'today.', 'again.', 'briefly.'], random);
  return words.join(' ');
}

const classifying =
  /^(classify|categorize|label|identify|determine|decide|detect|choose|select|is|are|does|do|which|tell)\b/i;

const looksLikeClassification = (instruction: string): boolean => classifying.test(instruction);

function openInstances(instruction: string, random: Random, corpus: Corpus): string {
  const known = corpus.find(instruction) ?? pick(corpus.tasks, random);
  if (known.input.trim() === '') return `Output: ${known.output}`;
  const example = `Text: ${known.input}\nOutput: ${known.output}`;
  // Models like to say a thing twice; the second one collapses into the first.
  return random() < 0.15 ? `Example 1\n${example}\nExample 2\n${example}` : `Example 1\n${example}`;
}

function labelledInstances(instruction: string, random: Random, corpus: Corpus): string {
  const known = corpus.find(instruction) ?? pick(corpus.tasks, random);
  const other = pick(corpus.tasks, random);
  return [
    labelled(known.output, known.input),
    labelled(random() < 0.5 ? 'other' : 'none of these', firstLine(other.output)),
  ].join('\n');
}

const labelled = (label: string, input: string): string =>
  input.trim() === ''
    ? `Class label: ${firstLine(label)}`
    : `Class label: ${firstLine(label)}\n${input}`;

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

function wholeTasks(
  { first, last }: Extract<Question, { step: 'whole-task' }>,
  isChat: boolean,
  random: Random,
  corpus: Corpus,
): string {
  const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const blocks = numbers.map((number) => `###\n${wholeTask(number, pick(corpus.tasks, random))}`);
  const text = `${blocks.join('\n')}\n###`;
  return isChat ? text : text.slice(`###\n${first}. Instruction:`.length);
}

const wholeTask = (number: number, { instruction, input, output }: KnownTask): string =>
  [
    `${number}. Instruction: ${instruction}`,
    `${number}. Input:\n${input.trim() === '' ? '<noinput>' : input}`,
    `${number}. Output:\n${output}`,
  ].join('\n');
