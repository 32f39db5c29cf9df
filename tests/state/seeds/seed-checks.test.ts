import { expect, test } from 'vitest';
import type { Instance, Task } from '#core/model/task.ts';
import { fieldProblems, findTwins } from '#state/seeds/seed-checks.ts';

function seed(id: number, instruction: string, instances: readonly Instance[] = []): Task {
  return {
    id,
    origin: 'seed',
    status: 'accepted',
    stage: 'instanced',
    instruction,
    isClassification: false,
    instances,
    createdAt: 0,
  };
}

const whole = [{ input: 'in', output: 'out' }];

test.each([
  ['nothing is missing', seed(1, 'Do it', whole), []],
  ['an input may be empty', seed(1, 'Do it', [{ input: '', output: 'x' }]), []],
  ['blank instruction', seed(1, '  ', whole), ['no instruction']],
  ['no instance', seed(1, 'Do it'), ['no instance']],
  ['blank output', seed(1, 'Do it', [{ input: 'a', output: ' \n' }]), ['empty output']],
  ['an echo', seed(1, 'Do it', [{ input: 'a', output: ' a' }]), ['output repeats the input']],
])('%s', (_, task, problems) => {
  expect(fieldProblems(task)).toEqual(problems);
});

test('an edit counts, not what it replaced', () => {
  const task: Task = { ...seed(1, '', whole), human: { edit: { instruction: 'Do it' } } };
  expect(fieldProblems(task)).toEqual([]);
});

test('seeds above the threshold know the nearest other one', async () => {
  const twins = await findTwins(
    [
      seed(1, 'Write a short poem about the sea'),
      seed(2, 'Name three rivers of Europe'),
      seed(3, 'Write a short poem about the sky'),
      seed(4, 'Write a short poem about the SEA!'),
    ],
    new AbortController().signal,
  );
  expect([...twins.keys()].sort()).toEqual([1, 3, 4]);
  expect(twins.get(1)).toEqual({ id: 4, score: 1 });
  expect(twins.get(4)).toEqual({ id: 1, score: 1 });
  expect(twins.get(3)?.score).toBeCloseTo(6 / 7);
});

test('two seeds at exactly the threshold are no twins, as in the pipeline', async () => {
  // 7 of 10 words on either side: F is 0.7.
  const twins = await findTwins(
    [seed(1, 'a b c d e f g h i j'), seed(2, 'a b c d e f g x y z')],
    new AbortController().signal,
  );
  expect(twins.size).toBe(0);
});
