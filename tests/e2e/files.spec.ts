import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Task } from '#core/model/task.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expectAccessible } from './support/accessible.ts';
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
    { format: 'CSV', expected: complete.map(contentOf) },
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
  const passphrase = 'lamp orchard seven violin';
  await tryItNow(page);
  const before = await readStoredRows(page, projectIdOf(page));
  await goTo(page, 'Projects');
  const more = page.getByRole('button', { name: 'More about Practice' });
  const saved = async (act: () => Promise<void>): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    const path = test.info().outputPath(download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };
  await more.click();
  const plain = await saved(() =>
    page.getByRole('menuitem', { name: 'Back up to a file' }).click(),
  );
  await more.click();
  await page.getByRole('menuitem', { name: 'Back up, encrypted' }).click();
  const dialog = page.getByRole('dialog', { name: 'Back up “Practice”, encrypted' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('Passphrase again').fill(passphrase);
  await expectAccessible(page, 'backing up under a passphrase');
  const sealed = await saved(() => dialog.getByRole('button', { name: 'Save the backup' }).click());
  expect(sealed).toMatch(/\.seedbed$/);

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  const restore = other.getByLabel('Restore a backup');
  await restore.setInputFiles(plain);
  await other.getByRole('link', { name: 'Practice' }).click();
  await expect(other.getByRole('heading', { name: /^Done: / })).toBeVisible();
  expect(await readStoredRows(other, projectIdOf(other))).toEqual(before);

  await test.step('the encrypted one opens by its passphrase, whole or not at all', async () => {
    await goTo(other, 'Projects');
    await restore.setInputFiles(sealed);
    const asking = other.getByRole('dialog', { name: 'This backup is encrypted' });
    await asking.getByLabel('Passphrase').fill(`${passphrase}s`);
    await asking.getByRole('button', { name: 'Restore' }).click();
    await expect(asking.getByText(/That is not the passphrase/)).toBeVisible();
    await asking.getByLabel('Passphrase').fill(passphrase);
    await asking.getByRole('button', { name: 'Restore' }).click();
    await other.getByRole('link', { name: 'Practice 2' }).click();
    await expect(other.getByRole('heading', { name: /^Done: / })).toBeVisible();
    expect(await readStoredRows(other, projectIdOf(other))).toEqual(before);

    const bytes = readFileSync(sealed);
    await goTo(other, 'Projects');
    await restore.setInputFiles({
      ...{ name: 'cut.seedbed', mimeType: 'application/octet-stream' },
      buffer: bytes.subarray(0, bytes.length - 100),
    });
    await asking.getByLabel('Passphrase').fill(passphrase);
    await asking.getByRole('button', { name: 'Restore' }).click();
    await expect(other.getByRole('alert')).toContainText('cut off or damaged at its end');
    await expect(other.getByRole('article')).toHaveCount(2);
  });
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
