import type { Page } from '@playwright/test';
import type { Task } from '#core/model/task.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { exportFile } from './support/downloads.ts';
import { expect, test } from './support/journey.ts';
import { goTo, tryItNow } from './support/steps.ts';

/** What a file carries of a task. */
const contentOf = ({ instruction, instances }: Task): unknown => ({ instruction, instances });

/** Opens a data set by its door and waits until it is in Review; gives its tasks. */
async function openDataSet(page: Page, path: string): Promise<readonly Task[]> {
  const earlier = projectIdOf(page);
  await goTo(page, 'Projects');
  await page.getByRole('group', { name: 'Choose a file' }).locator('input').setInputFiles(path);
  await expect(page).toHaveURL(/review/, { timeout: 30_000 });
  expect(projectIdOf(page)).not.toBe(earlier);
  return (await readStoredRows(page, projectIdOf(page))).tasks;
}

test('exported files load again and give the same tasks', async ({ page }) => {
  await tryItNow(page);
  const address = page.url();
  const { tasks } = await readStoredRows(page, projectIdOf(page));
  const accepted = tasks.filter(
    ({ origin, status }) => origin === 'machine' && status === 'accepted',
  );
  const complete = accepted.filter(({ instances }) => instances.length > 0);
  const typed = accepted.filter(({ isClassification }) => isClassification !== null);
  const seeds = tasks.filter(({ origin }) => origin === 'seed');
  const files = [
    { format: 'Alpaca JSON lines', expected: complete.map(contentOf) },
    { format: 'All instances', expected: complete.map(contentOf) },
    { format: 'Raw instances', expected: complete.map(contentOf) },
    { format: 'Seed tasks', expected: seeds.map(contentOf) },
    {
      format: 'Instructions',
      expected: accepted.map(({ instruction }) => ({ instruction, instances: [] })),
    },
    {
      format: 'Classification or not',
      expected: typed.map(({ instruction }) => ({ instruction, instances: [] })),
    },
  ];
  for (const { format, expected } of files) {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: /^Done: / })).toBeVisible();
    const download = await exportFile(page, format);
    const path = test.info().outputPath(download.suggestedFilename());
    await download.saveAs(path);
    const loaded = await openDataSet(page, path);
    expect(loaded.map(contentOf), format).toEqual(expected);
  }
});

test('a backup restores the whole project, in a browser that never saw it', async ({
  page,
  browser,
}) => {
  await tryItNow(page);
  const before = await readStoredRows(page, projectIdOf(page));
  await goTo(page, 'Projects');
  await page.getByRole('button', { name: 'More about Practice' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Back up to a file' }).click(),
  ]);
  const path = test.info().outputPath(download.suggestedFilename());
  await download.saveAs(path);

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  await other.getByLabel('Restore a backup').setInputFiles(path);
  await other.getByRole('link', { name: 'Practice' }).click();
  await expect(other.getByRole('heading', { name: /^Done: / })).toBeVisible();
  const after = await readStoredRows(other, projectIdOf(other));
  expect(after).toEqual(before);
  await elsewhere.close();
});

test('a file that is no data set is refused, and nothing stays of it', async ({ page }) => {
  await page.goto('./');
  await page
    .getByRole('group', { name: 'Choose a file' })
    .locator('input')
    .setInputFiles({
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Dear diary'),
    });
  const alert = page.getByRole('alert');
  await expect(alert).toBeVisible();
  await expect(alert).toContainText('Nothing was half written');
  await expect(page.getByRole('article')).toHaveCount(0);
  const databases = await page.evaluate(() => indexedDB.databases());
  expect(databases.map(({ name }) => name)).toEqual(['seedbed']);
});
