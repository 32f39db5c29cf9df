import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { testModel, testModelsFolder } from '#tests/support/models/test-models.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, funnelRow, generate, goTo, openNewRun } from './support/steps.ts';
import { expectKept, expectWholeHistory } from './support/whole-history.ts';

const setup = (page: Page): Locator =>
  page.getByRole('region', { name: 'Rephrased near-duplicates' });

/** Waits until some tasks are accepted, so that what follows is in mid-run. */
async function untilSomeAreNovel(page: Page): Promise<void> {
  await expect(funnelRow(page, 'Novel').getByRole('cell').first()).toHaveText(/^[1-9]/, {
    timeout: 60_000,
  });
}

test('A run by words: looked at first, held to a culprit, and unbroken by a reload', async ({
  page,
  startModel,
}) => {
  const server = await startModel({ delayMs: 60 });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  const section = setup(page);

  await test.step('see how near the pool is, and choose a level', async () => {
    await section.getByText('By words', { exact: true }).click();
    await section.getByRole('button', { name: 'See how near this pool is' }).click();
    const told = section.getByText('this filter would have rejected');
    await expect(told).toContainText('of the 175 tasks', { timeout: 60_000 });
    await section.getByText('The same as a table').click();
    await expect(section.getByRole('table').getByRole('row').nth(1)).toContainText(/0\.\d\d to/);
    await expectAccessible(page, 'how near a pool is');
    await section.getByRole('button', { name: '0.5', exact: true }).click();
    await expect(section.getByLabel('Highest cosine')).toHaveValue('0.5');
    await section.getByLabel('Highest cosine').fill('0.3');
  });

  await test.step('a reload in mid-run changes nothing', async () => {
    await generate(page, 60);
    await untilSomeAreNovel(page);
    const before = await readStoredRows(page, projectIdOf(page));
    expect(before.runs.map(({ state }) => state)).toEqual(['running']);
    await page.reload();
    await expectDone(page, 90_000);
    const after = await readStoredRows(page, projectIdOf(page));
    expectKept(before, after);
    expectWholeHistory(after);
    const rejected = after.tasks.filter(
      ({ rejection }) => rejection?.reason === 'too-similar-meaning',
    );
    expect(rejected.length).toBeGreaterThan(0);
    expect(after.runs[0]?.funnel.losses['too-similar-meaning']).toBe(rejected.length);
  });

  await test.step('Review shows what it was too near to', async () => {
    await funnelRow(page, 'Novel')
      .getByRole('link', { name: /too near by embedding/ })
      .click();
    const why = page.getByRole('region', { name: 'Why it is rejected' });
    await expect(why).toContainText(/too many words in common with task \d+, cosine 0\.\d/);
    await expect(why.getByRole('link', { name: /^Task \d+$/ })).toBeVisible();
  });
});

test('A run by meaning waits for its model, and goes on with it or without', async ({
  page,
  startModel,
}) => {
  testModel('tiny');
  await page.route('**/models/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/')[1] ?? '';
    const body = await readFile(join(testModelsFolder, path)).catch(() => null);
    if (body === null) await route.fulfill({ status: 404 });
    else await route.fulfill({ body, contentType: 'application/octet-stream' });
  });
  const server = await startModel({ delayMs: 200 });
  await openNewRun(page);
  await goTo(page, 'Settings');
  await page.getByText('From this device, or from an address').click();
  const address = new URL('models/tiny', new URL(page.url()).origin).href;
  await page.getByLabel('Address of the folder').fill(address);
  await page.getByRole('button', { name: 'Fetch from this address' }).click();
  const tiny = page.getByRole('radio', { name: /models\/tiny/ });
  await expect(tiny).toBeChecked({ timeout: 60_000 });

  await page.goBack();
  await chooseModel(page, { baseUrl: server.baseUrl });
  await setup(page).getByText('By meaning', { exact: true }).click();
  // It knows eight words: most tasks look alike to it, so that only what is just alike is rejected.
  await setup(page).getByLabel('Highest cosine').fill('0.9999');
  // More than it can be done with while this looks on.
  await generate(page, 3000);
  await untilSomeAreNovel(page);

  await test.step('put away in mid-run, the model is asked for, and nothing gets past it', async () => {
    await goTo(page, 'Settings');
    await page.getByRole('radio', { name: /Words only/ }).check();
    await goTo(page, 'Generate');
    const notice = page.getByRole('region', { name: 'The run waits for its embedding model' });
    await expect(notice).toContainText('was put away', { timeout: 60_000 });
    const waiting = await readStoredRows(page, projectIdOf(page));
    expect(waiting.runs.map(({ state }) => state)).toEqual(['waiting-for-model']);
    await notice.getByRole('button', { name: /^Load .* and go on$/ }).click();
    await expect(notice).toBeHidden({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  });

  await test.step('after a reload it is loaded from storage, and the run goes on by itself', async () => {
    await page.unroute('**/models/**');
    await page.reload();
    const id = projectIdOf(page);
    const before = (await readStoredRows(page, id)).tasks.length;
    await expect
      .poll(async () => (await readStoredRows(page, id)).tasks.length, { timeout: 60_000 })
      .toBeGreaterThan(before + 5);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('heading', { name: /^Stopped at / })).toBeVisible();
    const { tasks, ...rows } = await readStoredRows(page, projectIdOf(page));
    expectWholeHistory({ tasks, ...rows });
    const alike = tasks.filter(({ rejection }) => rejection?.reason === 'too-similar-meaning');
    expect(alike.map(({ rejection }) => rejection)).toContainEqual(
      expect.objectContaining({ by: 'model' }),
    );
  });
});
