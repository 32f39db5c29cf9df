import type { Instance } from '#core/model/task.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { exportFile, linesOf } from './support/downloads.ts';
import { expect, test } from './support/journey.ts';
import { funnelRow, tryItNow } from './support/steps.ts';

test('Try it now grows 100 complete tasks and exports them', async ({ page }) => {
  const startedAt = Date.now();
  await tryItNow(page);
  const { runs, tasks } = await readStoredRows(page, projectIdOf(page));
  const complete = tasks.filter(
    (task) => task.origin === 'machine' && task.status === 'accepted' && task.instances.length > 0,
  );
  expect(complete.length).toBeGreaterThanOrEqual(100);
  expect(runs.map((run) => run.funnel.complete)).toEqual([complete.length]);
  await expect(funnelRow(page, 'Complete')).toContainText(String(complete.length));
  await expect(funnelRow(page, 'Novel')).toContainText('too similar');

  const lines = await linesOf(await exportFile(page, 'Alpaca JSON lines'));
  console.log(`  from the click to the file: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  const asLine = (instruction: string, { input, output }: Instance): unknown => ({
    instruction,
    input,
    output,
  });
  const expected = complete.flatMap((task) =>
    task.instances.map((instance) => asLine(task.instruction, instance)),
  );
  expect(lines).toEqual(expected);
});
