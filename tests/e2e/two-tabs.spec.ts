import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, funnelRow, generate, openNewRun } from './support/steps.ts';
import { expectWholeHistory } from './support/whole-history.ts';

test('one tab runs, another follows it alive, takes over, and the first one follows then', async ({
  page,
  context,
  startModel,
}) => {
  const server = await startModel({ delayMs: 250 });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await generate(page, 80);
  const complete = funnelRow(page, 'Complete').getByRole('cell').first();
  await expect(complete).toHaveText(/^[1-9]/, { timeout: 60_000 });

  const other = await context.newPage();
  await other.goto(page.url());
  const followed = funnelRow(other, 'Complete').getByRole('cell').first();
  await expect(followed).toHaveText(/^[1-9]/);
  const takeOver = other.getByRole('button', { name: 'Work in this tab' });
  await expect(takeOver).toBeVisible();
  await expect(other.getByRole('button', { name: 'Pause' })).toBeDisabled();
  const seen = await followed.textContent();
  await expect(followed, 'the funnel of the tab that follows').not.toHaveText(seen ?? '');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeEnabled();

  await takeOver.click();
  await expect(takeOver).toHaveCount(0);
  await expect(other.getByRole('button', { name: 'Pause' })).toBeEnabled();
  await expect(page.getByRole('button', { name: 'Work in this tab' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Pause|Resume|Raise/ }).first()).toBeDisabled();
  await expectDone(other, 90_000);
  await expectDone(page);
  expectWholeHistory(await readStoredRows(page, projectIdOf(page)));
});
