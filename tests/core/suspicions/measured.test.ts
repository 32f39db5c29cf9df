import { expect, test } from 'vitest';
import { suspicionIds } from '#core/suspicions/all-suspicions.ts';
import { bitOf } from '#core/suspicions/check-task.ts';
import { describeWithData } from '#tests/support/real-data.ts';
import { makeTask } from '#tests/support/stored-project.ts';
import { labelledSet } from '#tests/bench/suspicions/labelled-set.ts';
import { flag, measure, type Flagged } from '#tests/bench/suspicions/measure.ts';
import { readSources } from '#tests/bench/suspicions/sources.ts';

const names = ['alpaca_52k.jsonl.gz', 'alpaca_zh_3k.jsonl', 'user_oriented_252.jsonl'];

test('a flagged row with a defect of its own is no false finding', () => {
  const task = makeTask({ id: 1, instruction: 'Name a colour' });
  const row = (line: number, defect: Flagged['defect'], isFlagged: boolean): Flagged => ({
    ...{ line, defect, task },
    bits: isFlagged ? bitOf('empty-output') : 0,
  });
  const planted = [row(1, 'empty-output', true), row(2, 'empty-output', false)];
  const untouched = [row(3, null, true), row(4, null, true), row(5, null, false)];
  const results = measure([...planted, ...untouched], { 'empty-output': [3] });
  expect(results['empty-output']).toEqual({
    ...{ planted: 2, found: 1, untouched: 3, flagged: 2, real: 1 },
    ...{ recall: 1 / 2, falseAlarmRate: 2 / 3, precision: 1 / 2 },
  });
});

describeWithData('suspicions on rows that they were not tuned on', names, () => {
  test('find four of five planted defects, and flag one untouched row in twenty at most', () => {
    const results = measure(flag(labelledSet(readSources(), 'report')), {});
    for (const id of suspicionIds) {
      expect(results[id].planted, id).toBeGreaterThanOrEqual(50);
      expect(results[id].recall, id).toBeGreaterThanOrEqual(0.8);
      expect(results[id].falseAlarmRate, id).toBeLessThanOrEqual(0.05);
    }
  }, 120_000);
});
