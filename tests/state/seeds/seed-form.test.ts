import { expect, test } from 'vitest';
import type { Task } from '#core/model/task.ts';
import { emptySeedForm, freeSeedId, seedFormOf, seedTaskOf } from '#state/seeds/seed-form.ts';

const stored: Task = {
  id: 4,
  origin: 'seed',
  status: 'accepted',
  stage: 'instanced',
  seedId: 'seed_task_1',
  name: 'greeting',
  instruction: 'Greet me',
  isClassification: true,
  instances: [{ input: '', output: 'Hello' }],
  createdAt: 0,
};

test('what is stored comes back from the form as it was', () => {
  expect(seedTaskOf(seedFormOf(stored), 'seed_task_1')).toEqual({
    id: 'seed_task_1',
    name: 'greeting',
    instruction: 'Greet me',
    isClassification: true,
    instances: [{ input: '', output: 'Hello' }],
  });
});

test('blank instances go, white space within texts stays', () => {
  const form = {
    ...emptySeedForm,
    instruction: ' Translate it ',
    instances: [
      { input: '', output: '' },
      { input: ' a\n', output: '\tb' },
    ],
  };
  const seed = seedTaskOf(form, 'x');
  expect(seed.instruction).toBe('Translate it');
  expect(seed.instances).toEqual([{ input: ' a\n', output: '\tb' }]);
});

test.each([
  ['Write a Poem, about the sea!', 'write_a_poem_about'],
  ['写一首诗', '写一首诗'],
  ['!!!', 'seed'],
])('without a name, %s is called %s', (instruction, name) => {
  expect(seedTaskOf({ ...emptySeedForm, instruction }, 'x').name).toBe(name);
});

test('a new seed never takes an id that is there', () => {
  expect(freeSeedId([])).toBe('seed_task_0');
  expect(freeSeedId([stored])).toBe('seed_task_2');
});
