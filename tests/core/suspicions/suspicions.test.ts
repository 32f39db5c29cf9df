import { describe, expect, it } from 'vitest';
import type { Instance, Task } from '#core/model/task.ts';
import { suspicionIds, suspicions, type SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { idsOfBits, TaskChecker } from '#core/suspicions/check-task.ts';
import { usualPlan } from '#core/suspicions/suspicion-plan.ts';

type Facts = Partial<Task> & { readonly input?: string; readonly output?: string };

function taskOf({ input = '', output = 'Paris is the capital.', ...facts }: Facts): Task {
  return {
    ...{ id: 1, origin: 'machine', status: 'accepted', stage: 'instanced', createdAt: 0 },
    ...{ instruction: 'Name the capital of France.', isClassification: null },
    instances: [{ input, output }],
    ...facts,
  };
}

const checker = new TaskChecker(usualPlan);

const labels = (...outputs: readonly string[]): readonly Instance[] =>
  outputs.map((output, i) => ({ input: `Text ${i}`, output }));

/** Tasks that one suspicion falls on, and some that look alike and are fine. */
const cases: Readonly<Record<SuspicionId, { wrong: readonly Facts[]; fine: readonly Facts[] }>> = {
  'missing-input': {
    wrong: [
      { instruction: 'Summarize the following paragraph.' },
      { instruction: 'Rewrite this sentence in the passive voice.' },
      { instruction: 'Find the adjectives in the given text.', input: '<noinput>' },
    ],
    fine: [
      { instruction: 'Rewrite this sentence: “The dog chased the ball.”' },
      { instruction: 'Sort the following numbers: 4, 2 and 9.' },
      { instruction: 'Write a function that sorts the given list.' },
      { instruction: 'Summarize the following paragraph.', input: 'Lions live in prides.' },
      { instruction: 'Name a sport that is played this time of the year.' },
    ],
  },
  'repeats-input': {
    wrong: [
      { instruction: 'Correct this: She go to school by bus.', input: 'She go to school by bus.' },
      { instruction: 'Name three large rivers', input: 'Name three large rivers' },
    ],
    fine: [{ instruction: 'Correct this sentence.', input: 'This sentence are short.' }],
  },
  'empty-output': {
    wrong: [{ output: '' }, { output: ' …' }, { output: '[Insert answer here]' }],
    fine: [
      { output: '4' },
      { output: 'None' },
      { instruction: 'Which symbol ends it?', output: '.' },
    ],
  },
  'cut-output': {
    wrong: [
      { output: 'Lions live in groups. They sleep for most of the day and hunt at' },
      { output: 'There are two reasons why bread rises:\n1. The yeast makes gas.\n2.' },
      { output: '面包需要酵母。酵母产生气体，所以面团会变大。然后把它放进' },
    ],
    fine: [
      { output: '1. Oak tree\n2. Ash tree\n3. Elm tree\n4. Pine tree' },
      { output: 'def add(a, b):\n    """Adds. Returns a number"""\n    return a + b' },
      { output: 'Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you' },
      { output: 'Stay hungry. Stay curious, and never stop asking. #learning #growth' },
    ],
  },
  'repeating-output': {
    wrong: [
      { output: 'The cat sat. The cat sat. The cat sat. The cat sat.' },
      { output: '1. Read a good book\n2. Read a good book\n3. Read a good book' },
    ],
    fine: [{ output: 'Row, row, row your boat gently down the stream.' }],
  },
  'refusing-output': {
    wrong: [
      { output: 'As an AI language model, I have no favourite food.' },
      { output: "I'm sorry, but I can't help with that." },
      { output: 'I am unable to answer this question.' },
    ],
    fine: [
      { instruction: 'Write an e-mail that cancels a dinner.', output: "I'm sorry, I can't come." },
      { instruction: 'Explain what an AI is.', output: 'As an AI, software can learn.' },
    ],
  },
  'prompt-leftovers': {
    wrong: [
      { output: 'Output: Paris' },
      { output: 'Paris\n\nTask: Name the capital of Spain.' },
      { input: '<noinput>' },
      { output: '```python\nprint(1)' },
    ],
    fine: [{ output: '```python\nprint(1)\n```' }, { output: '### Paris\nA city in France.' }],
  },
  'other-language': {
    wrong: [
      { output: 'Die Stadt liegt an einem Fluss und hat zwei Millionen Einwohner.' },
      { output: '巴黎是法国的首都，也是最大的城市。' },
      {
        instruction: '说出法国的首都。',
        output: 'It is a city on a river and the capital of the land.',
      },
    ],
    fine: [
      {
        instruction: 'Translate into German: “It is late.”',
        output: 'Es ist spät und ich bin müde.',
      },
      { input: 'Es ist spät und ich bin sehr müde.', output: 'Es ist spät und ich bin müde.' },
      { output: 'Crème brûlée' },
    ],
  },
  'one-label': {
    wrong: [{ isClassification: true, instances: labels('Spam', 'spam.', 'Spam') }],
    fine: [
      { isClassification: true, instances: labels('Spam', 'Spam', 'No spam') },
      { isClassification: false, instances: labels('Spam', 'Spam', 'Spam') },
      { isClassification: true, instances: labels('Spam', 'Spam') },
    ],
  },
  'inconsistent-instances': {
    wrong: [
      {
        instances: [
          { input: '2 + 2', output: '4' },
          { input: '2 + 2', output: '5' },
        ],
      },
      { isClassification: true, instances: labels('Positive', 'positive.', 'Negative') },
    ],
    fine: [
      { isClassification: true, instances: labels('Positive', 'Negative', 'Positive') },
      {
        instances: [
          { input: '', output: 'A poem.' },
          { input: '', output: 'Another poem.' },
        ],
      },
    ],
  },
  'near-task': {
    wrong: [{ novelty: { max: 0.69, mean: 0.2, nearest: [] } }],
    fine: [{ novelty: { max: 0.5, mean: 0.2, nearest: [] } }, {}],
  },
  'contaminated-task': {
    wrong: [
      {
        status: 'rejected',
        rejection: {
          reason: 'contaminated',
          guardText: 'Name a capital',
          setName: 'eval',
          score: 0.9,
        },
      },
    ],
    fine: [{ status: 'rejected', rejection: { reason: 'cut' } }],
  },
  'private-url': {
    wrong: [
      { output: 'See https://news.brookfield.de/today for more.' },
      { input: 'www.lumen.io' },
    ],
    fine: [{ output: 'See https://www.example.com/about.' }, { output: 'Use and/or.' }],
  },
  'private-email': {
    wrong: [{ output: 'Write to mara.lindt@brookfield.de.' }],
    fine: [{ output: 'Write to name@example.com.' }, { output: 'The @ is read “at”.' }],
  },
  'private-phone': {
    wrong: [{ output: 'Call (212) 736-5001.' }, { input: 'Tel. +49 30 9018201' }],
    fine: [
      { output: 'From 1990-2000 it grew by 1,234,567.' },
      { output: '2023-04-15 and 04/05/2023' },
    ],
  },
  'private-secret': {
    wrong: [
      { output: 'sk-abcdefghijklmnopqrstuvwx0123' },
      { input: 'password: hunter2024' },
      { output: 'Pay with 4539 1488 0343 6467.' },
    ],
    fine: [
      { instruction: 'Make up a password.', output: 'password: hunter2024' },
      { output: 'The password is the key to security.' },
      { output: 'Order 1234567890123456' },
    ],
  },
};

describe.each(suspicionIds)('suspicion %s', (id) => {
  it.each(cases[id].wrong)('falls on $instruction $input $output', (facts) => {
    expect(idsOfBits(checker.bits(taskOf(facts)))).toContain(id);
  });

  it.each(cases[id].fine)('leaves $instruction $input $output alone', (facts) => {
    expect(idsOfBits(checker.bits(taskOf(facts)))).not.toContain(id);
  });

  it('has a field with its default in range for every setting', () => {
    const { defaults, fields } = suspicions[id];
    expect(Object.keys(fields)).toEqual(Object.keys(defaults));
    for (const [name, { least, most }] of Object.entries(fields)) {
      expect(defaults[name]).toBeGreaterThanOrEqual(least);
      expect(defaults[name]).toBeLessThanOrEqual(most);
    }
  });
});
