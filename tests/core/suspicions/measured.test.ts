import { expect, test } from 'vitest';
import { suspicionIds } from '#core/suspicions/all-suspicions.ts';
import { describeWithData } from '#tests/support/real-data.ts';
import { labelledSet } from '#tests/bench/suspicions/labelled-set.ts';
import { flag, measure } from '#tests/bench/suspicions/measure.ts';
import { readSources } from '#tests/bench/suspicions/sources.ts';

const names = ['alpaca_52k.jsonl.gz', 'alpaca_zh_3k.jsonl', 'user_oriented_252.jsonl'];

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
