import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { linesOfData } from '#tests/support/data-files.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { pathOfData, testWithData } from './support/real-data.ts';
import { goTo } from './support/steps.ts';

const it = testWithData('alpaca_52k.jsonl.gz');
const file = pathOfData('alpaca_52k.jsonl.gz');

/** A project with the first rows of the published file, on its Explore screen. */
async function exploreAlpaca(page: Page, rows: number): Promise<void> {
  await page.goto('./');
  await page
    .getByRole('group', { name: 'Choose a file' })
    .locator('input[type=file]')
    .setInputFiles({
      name: 'alpaca.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from(linesOfData(file).slice(0, rows).join('\n')),
    });
  const count = rows.toLocaleString('en');
  await expect(page.getByText(`${count} tasks`, { exact: true })).toBeVisible();
  await goTo(page, 'Explore');
}

async function rejectedTasks(page: Page): Promise<number[]> {
  const { tasks } = await readStoredRows(page, projectIdOf(page));
  return tasks.filter(({ human }) => human?.verdict === 'rejected').map(({ id }) => id);
}

it('near-duplicates of real tasks are found, thinned out in one step, and brought back', async ({
  page,
}) => {
  await exploreAlpaca(page, 600);
  await page.getByLabel('Alike above').fill('0.6');
  await page.getByRole('button', { name: 'Find near-duplicates' }).click();
  // A fact about these rows: the pair scan is held to plain dynamic programming elsewhere.
  const found = page.getByText(/^47 groups with \d+ tasks alike, of 600 looked at$/);
  await expect(found).toBeVisible();
  await expect(page).toHaveURL(/explore\?threshold=0\.6$/);
  await expect(page.getByText('Page 1 of 5')).toBeVisible();
  await expectAccessible(page, 'near-duplicates');

  const largest = page.getByRole('article', { name: /^11 tasks alike$/ });
  const going = largest.getByRole('listitem').filter({ hasText: 'Goes' });
  await expect(going.first().locator('mark').first()).toBeVisible();

  await test.step('another one is kept where a person says so', async () => {
    const [id = ''] = await going.first().getByRole('link').allInnerTexts();
    await going.first().getByRole('button', { name: 'Keep this one' }).click();
    const chosen = largest.getByRole('listitem').filter({ hasText: 'chosen' });
    await expect(chosen.getByRole('link')).toHaveText(id);
  });

  await test.step('all others go in one step, and undo brings them back', async () => {
    const reject = page.getByRole('button', { name: /^Reject the \d+ others in all 47 groups$/ });
    const count = Number(/\d+/.exec(await reject.innerText())?.[0]);
    await reject.click();
    await expect(page.getByText(`Rejected ${count} near-duplicates`)).toBeVisible();
    expect(await rejectedTasks(page)).toHaveLength(count);
    await expect(page.getByRole('button', { name: /^Reject the 0 others/ })).toBeDisabled();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await expect(found).toBeVisible();
    await expect(reject).toBeEnabled();
    expect(await rejectedTasks(page)).toEqual([]);
    const { log } = await readStoredRows(page, projectIdOf(page));
    expect(log.map(({ kind }) => kind)).toEqual(['imported', 'marked', 'undone']);
  });

  await test.step('one group goes by itself; its tasks open in Review; the address finds again', async () => {
    await largest.getByRole('button', { name: /^Reject the/ }).click();
    await expect(page.getByText(/^Rejected \d+ near-duplicates?$/)).toBeVisible();
    const rejected = await rejectedTasks(page);
    expect(rejected.length).toBeGreaterThan(0);
    // The list is drawn anew: groups with nothing left to reject go to its end.
    await expect(largest).toBeHidden();
    const id = await page
      .getByRole('link', { name: /^Task \d+$/ })
      .first()
      .innerText();
    await page.getByRole('link', { name: `Task ${id}`, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`review\\?task=${id}$`));
    await page.goBack();
    await page.reload();
    await expect(page.getByText(/groups with \d+ tasks alike/)).toBeVisible();
  });
});

it('lexical near-duplicates are named so, with what they can’t find', async ({ page }) => {
  await exploreAlpaca(page, 200);
  await page.getByText('By words (lexical)', { exact: true }).click();
  await expect(page.getByText(/can’t find synonyms/)).toBeVisible();
  await page.getByLabel('Alike from').fill('0.7');
  await page.getByRole('button', { name: 'Find near-duplicates' }).click();
  await expect(page.getByText(/of 200 looked at$/)).toBeVisible();
  await expect(page.getByText(/By words \(lexical\), cosine from 0\.7/)).toBeVisible();
});

it('the pool is drawn as a map that can be read, walked through, and saved', async ({ page }) => {
  await exploreAlpaca(page, 400);
  await page.getByText('Map', { exact: true }).click();
  await expect(page.getByText(/can’t find synonyms/)).toBeVisible();
  await page.getByRole('button', { name: 'Draw the map of 400 tasks' }).click();
  const map = page.getByRole('application', { name: /^Map of \d+ tasks in 12 groups$/ });
  await expect(map).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/drawn by words \(lexical\)/)).toBeVisible();

  // One point for every different instruction.
  const rows = linesOfData(file).slice(0, 400);
  const texts = new Set(
    rows.map((row) => (JSON.parse(row) as { instruction: string }).instruction),
  );
  await page.getByText('All points of the map as a table').click();
  const table = page.getByRole('table');
  await expect(table.getByText(`${texts.size} tasks in 12 groups`)).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(51);
  await expectAccessible(page, 'the map');

  await test.step('a group is named, stands out, and lists its tasks', async () => {
    const groups = page.getByRole('button', { pressed: false }).filter({ hasText: ' · ' });
    await expect(groups).toHaveCount(12);
    const sizes = (await groups.allInnerTexts()).map((text) =>
      Number(/\d+$/.exec(text.trim())?.[0]),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(texts.size);
    await groups.first().click();
    await expect(page).toHaveURL(/view=map&group=\d+$/);
    await expect(table.getByText(`${sizes[0] ?? 0} tasks`)).toBeVisible();
  });

  await test.step('it is saved as a picture', async () => {
    const saved = async (form: string) => {
      const button = page.getByRole('button', { name: `Save as ${form}` });
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      return readFile(await download.path());
    };
    const svg = (await saved('SVG')).toString('utf8');
    expect(svg.match(/M[\d.]+ [\d.]+h0/g)).toHaveLength(texts.size);
    expect([...(await saved('PNG')).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  });

  await test.step('keys go from point to point, and a click opens the task in Review', async () => {
    await map.focus();
    await page.keyboard.press('ArrowRight');
    const said = page.getByText(/^Task \d+, group .*: /);
    const id = /^Task (\d+)/.exec(await said.innerText())?.[1] ?? '';
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`review\\?task=${id}$`));
    await page.goBack();
    await expect(map).toBeVisible();
    await page.getByRole('button', { name: 'Show the whole map' }).click();
    await map.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(said).toBeVisible();
  });
});

it('where every task is rejected, Explore and Export say so and lead to Review', async ({
  page,
}) => {
  await exploreAlpaca(page, 5);
  await goTo(page, 'Review');
  await page.getByRole('button', { name: 'Reject all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reject 5' }).click();
  await expect(page.getByText('Rejected 5 tasks').first()).toBeVisible();
  for (const screen of ['Explore', 'Export'] as const) {
    await goTo(page, screen);
    await expect(page.getByText(/^All tasks are rejected\./)).toBeVisible();
    await page.getByRole('link', { name: 'Go to Review' }).click();
    await expect(page.getByRole('grid', { name: 'Tasks' })).toBeVisible();
  }
});
