import type { Page } from '@playwright/test';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import type { StoredRows } from '#tests/support/stored-rows.ts';
import { expectAccessible } from './support/accessible.ts';
import { findEverywhere } from './support/find-everywhere.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, funnelRow, generate, goTo, openNewRun } from './support/steps.ts';
import { expectKept, expectWholeHistory } from './support/whole-history.ts';

/** Reloads once some tasks are complete, while calls are in flight. */
async function reloadInMidRun(page: Page): Promise<StoredRows> {
  await expect(funnelRow(page, 'Complete').getByRole('cell').first()).toHaveText(/^[1-9]/, {
    timeout: 60_000,
  });
  const before = await readStoredRows(page, projectIdOf(page));
  expect(before.runs.map(({ state }) => state)).toEqual(['running']);
  await page.reload();
  return before;
}

test('a practice run goes on by itself after a reload', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Try it now' }).click();
  const before = await reloadInMidRun(page);
  await expectDone(page, 110_000);
  const after = await readStoredRows(page, projectIdOf(page));
  expectKept(before, after);
  expectWholeHistory(after);
  expect(after.runs).toHaveLength(1);
});

test('a run with a kept key asks for its passphrase after a reload, then goes on', async ({
  page,
  startModel,
}) => {
  const key = 'planted-key-3';
  const passphrase = 'lamp orchard seven violin';
  const server = await startModel({ key, delayMs: 120 });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl, key });
  await test.step('the key is kept under a passphrase', async () => {
    const model = page.getByRole('region', { name: 'Model' });
    await model.getByLabel('Keep this key in this browser').check();
    await model.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await model.getByLabel('Passphrase again').fill('lamp orchard seven viola');
    await model.getByRole('button', { name: 'Keep the key' }).click();
    await expect(model.getByText('Not the same as above.')).toBeVisible();
    await model.getByLabel('Passphrase again').fill(passphrase);
    await page.keyboard.press('Enter');
    await expect(model.getByText(/is kept in this browser under your passphrase/)).toBeVisible();
    await expectAccessible(page, 'a kept key');
  });
  await generate(page, 60);
  const before = await reloadInMidRun(page);

  const notice = page.getByRole('region', { name: 'The run waits for its key' });
  const unlock = notice.getByLabel(/^Passphrase of the key kept for /);
  await unlock.fill(`${passphrase}s`);
  await unlock.press('Enter');
  await expect(notice.getByText(/not the passphrase/)).toBeVisible();
  await expectAccessible(page, 'a wrong passphrase');
  const callsWithout = server.calls.length;
  await unlock.fill(passphrase);
  await unlock.press('Enter');
  await expectDone(page, 90_000);

  const after = await readStoredRows(page, projectIdOf(page));
  expectKept(before, after);
  expectWholeHistory(after);
  expect(server.calls.length).toBeGreaterThan(callsWithout);
  expect(new Set(server.calls.map(({ authorization }) => authorization))).toEqual(
    new Set(['right']),
  );
  expect(await findEverywhere(page, key)).toEqual([]);
  expect(await findEverywhere(page, passphrase)).toEqual([]);
  const kept = `kept-key:${new URL(server.baseUrl).origin}`;
  expect(await findEverywhere(page, kept)).toEqual(['seedbed/settings']);

  await test.step('it is forgotten in Settings, and that can be undone', async () => {
    await goTo(page, 'Settings');
    const forget = page.getByRole('button', { name: /^Forget the key for http/ });
    await forget.click();
    await expect(forget).toBeHidden();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await forget.click();
    await expect(forget).toBeHidden();
    expect(await findEverywhere(page, kept)).toEqual([]);
  });
});

test('a reload again and again loses and doubles nothing', async ({ page, startModel }) => {
  const server = await startModel({ delayMs: 60 });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await generate(page, 60);
  let before = await reloadInMidRun(page);
  for (let times = 0; times < 4; times += 1) {
    await page.waitForTimeout(400 + 150 * times);
    const now = await readStoredRows(page, projectIdOf(page));
    expectKept(before, now);
    before = now;
    await page.reload();
  }
  await expectDone(page, 90_000);
  const after = await readStoredRows(page, projectIdOf(page));
  expectKept(before, after);
  expectWholeHistory(after);
});
