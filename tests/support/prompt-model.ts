import type { Complete, ModelCall, Outcome } from '#core/model/model-call.ts';
import { probeCall } from '#core/providers/probe-call.ts';
import { keyedRandom, type Random } from '#core/random/keyed-random.ts';
import { testConnection } from './memory-project.ts';

const verbs = 'Name List Compare Sketch Rank Explain Draft Sort Weigh Outline Count Sum'.split(' ');
const things =
  'rivers harbours letters recipes songs clocks gardens tariffs engines trains islands poems'.split(
    ' ',
  );
const twists = 'for children|in one line|by age|without numbers|as a table|for a museum'.split('|');

/** A scripted model whose reply depends on nothing but the prompt: the same asked, the same said. */
export function createPromptModel(): Complete {
  return (call) => Promise.resolve(replyTo(call));
}

/** What the scripted model says to a call. */
export function replyTo(call: ModelCall): Outcome {
  const random = keyedRandom(0, 'reply', call.prompt);
  const text = textFor(call, random);
  const usage = { promptTokens: call.prompt.length, completionTokens: text.length };
  return { kind: 'reply', text, finishReason: random() < 0.1 ? 'length' : 'stop', usage };
}

/** Whether a call is the short question to a model of which nothing is known. */
export function isProbe({ prompt }: Pick<ModelCall, 'prompt'>): boolean {
  return (['chat', 'completions'] as const).some(
    (api) => probeCall({ ...testConnection, api }).prompt === prompt,
  );
}

function textFor(call: ModelCall, random: Random): string {
  if (isProbe(call)) return 'Yes';
  switch (call.step) {
    case 'instruction':
      return instructions(random);
    case 'classification':
      return random() < 0.3 ? 'Yes' : 'No';
    case 'instance':
      if (random() < 0.1) return 'I would rather not.';
      return call.prompt.includes('Class label:')
        ? `Class label: ${pick(things, random)}\nA line about ${pick(verbs, random)}\n`
        : `Example 1\nTopic: ${pick(things, random)}\nOutput: ${pick(verbs, random)} them.\n`;
    case 'whole-task':
      return wholeTasks(random);
    case 'judge':
      return random() < 0.1
        ? 'Rather good.'
        : `Score: ${1 + Math.floor(random() * 5)}\nReason: so.`;
    case 'repair':
      if (random() < 0.2) return 'NO CHANGE';
      return random() < 0.1 ? 'Done.' : `=== Instruction ===\n${invent(random)}.\n=== End ===`;
    case 'regenerate':
      return random() < 0.1 ? 'No.' : `=== Output ===\n${invent(random)}.\n=== End ===`;
  }
}

function instructions(random: Random): string {
  const items = Array.from({ length: 6 }, () =>
    random() < 0.15 ? 'Plot it.' : `${invent(random)}.`,
  );
  const [first, ...others] = items;
  return [` ${first ?? ''}`, ...others.map((item, index) => `${index + 10}. ${item}`)].join('\n');
}

function invent(random: Random): string {
  const word = Math.floor(random() * 1e6).toString(36);
  return `${pick(verbs, random)} the ${pick(things, random)} of ${word} ${pick(twists, random)}`;
}

function wholeTasks(random: Random): string {
  const blocks = [4, 5, 6].map((number) =>
    [
      number === 4 ? ` ${invent(random)}` : `${number}. Instruction: ${invent(random)}`,
      `${number}. Input:\n<noinput>`,
      `${number}. Output:\n${invent(random)}`,
    ].join('\n'),
  );
  return blocks.join('\n###\n');
}

function pick(words: readonly string[], random: Random): string {
  return words[Math.floor(random() * words.length)] ?? '';
}
