// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { nameOfDataSet } from '#state/first-steps.ts';

test.each([
  ['alpaca_52k.jsonl.gz', 'alpaca_52k'],
  ['seed_tasks.json', 'seed_tasks'],
  ['my.data.v2.ndjson', 'my.data.v2'],
  ['.jsonl', 'Data set'],
  ['plain', 'plain'],
])('%s becomes a project called %s', (fileName, name) => {
  expect(nameOfDataSet(fileName)).toBe(name);
});
