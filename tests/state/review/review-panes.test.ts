// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';
import { paneLimits, ReviewPanes } from '#state/review/review-panes.svelte.ts';

test('widths are held within limits and remembered', async () => {
  const panes = new ReviewPanes();
  panes.resize('task', 10_000);
  panes.resize('filters', 250.4);
  expect(panes.width('task')).toBe(paneLimits.task.most);
  expect(panes.width('filters')).toBe(250);
  await vi.waitUntil(async () => (await readSetting('review-panes')) !== undefined);
  const later = new ReviewPanes();
  await later.load();
  expect(later.width('task')).toBe(paneLimits.task.most);
  expect(later.width('filters')).toBe(250);
});

test('what was stored by hand or by another version does no harm', async () => {
  await writeSetting('review-panes', { filters: 'wide', task: Number.NaN, other: 3 });
  const panes = new ReviewPanes();
  await panes.load();
  expect(panes.width('filters')).toBe(paneLimits.filters.usual);
  expect(panes.width('task')).toBe(paneLimits.task.usual);
});
