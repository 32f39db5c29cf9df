import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expect, test } from './support/journey.ts';

test('Try it now grows 100 complete tasks without key or network', async ({ page }) => {
  await page.goto('./');
  const startedAt = Date.now();
  await page.getByRole('button', { name: 'Try it now' }).click();
  await expect(page.getByRole('heading', { name: /^Done: / })).toBeVisible({ timeout: 110_000 });
  console.log(`  Try it now took ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);

  const { runs, tasks } = await readStoredRows(page, projectIdOf(page));
  expect(runs).toHaveLength(1);
  expect(runs[0]?.funnel.complete).toBeGreaterThanOrEqual(100);
  const complete = tasks.filter(
    (task) => task.origin === 'machine' && task.status === 'accepted' && task.instances.length > 0,
  );
  expect(complete).toHaveLength(runs[0]?.funnel.complete ?? 0);
});
