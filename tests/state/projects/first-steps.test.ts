// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { nameOfDataSet, practicePlanFor } from '#state/projects/first-steps.ts';

test.each([
  ['alpaca_52k.jsonl.gz', 'alpaca_52k'],
  ['seed_tasks.json', 'seed_tasks'],
  ['my.data.v2.ndjson', 'my.data.v2'],
  ['.jsonl', 'Data set'],
  ['plain', 'plain'],
])('%s becomes a project called %s', (fileName, name) => {
  expect(nameOfDataSet(fileName)).toBe(name);
});

test('an address can name target and seed of the practice run', () => {
  expect(practicePlanFor({ target: '500', seed: '0' })).toMatchObject({ target: 500, seed: 0 });
});

test.each([{}, { target: '0', seed: '-1' }, { target: '2e9', seed: '4294967296' }, { target: '' }])(
  'without usable numbers it is 100 tasks with seed 1: %j',
  (query) => {
    expect(practicePlanFor(query)).toMatchObject({ target: 100, seed: 1 });
  },
);
