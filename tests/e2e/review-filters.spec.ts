import type { Page } from '@playwright/test';
import { expect, test } from './support/journey.ts';
import { openOffline, pressOn } from './support/offline-rows.ts';
import { rowsOfData, testWithData } from './support/real-data.ts';
import { taskHeading } from './support/review-steps.ts';

const published = 'alpaca_52k.jsonl.gz';
const it = testWithData(published);

const all = 60;
const grid = (page: Page) => page.getByRole('grid', { name: 'Tasks' });
const said = (page: Page) => page.locator('.review > [role=status]');
const searchField = (page: Page) => page.getByLabel('Search instruction, input and output');
const filter = (page: Page, group: string, value: RegExp) =>
  page.getByRole('group', { name: group, exact: true }).getByRole('button', { name: value });
const expectRows = (page: Page, rows: number) =>
  expect(grid(page)).toHaveAttribute('aria-rowcount', String(rows + 1));

/** Words of the outputs, as a reader of these English texts counts them. */
const wordsOf = (row: string): number => {
  const { output } = JSON.parse(row) as { output: string };
  return output.split(/\s+/).filter((word) => word !== '').length;
};

/** Rates, flags, tags and rejects the four newest tasks, one each. */
async function markTasks(page: Page): Promise<void> {
  await grid(page).focus();
  await page.keyboard.press('4');
  await page.keyboard.press('j');
  await page.keyboard.press('f');
  await page.keyboard.press('j');
  await expect(taskHeading(page)).toHaveText(`Task ${all - 2}`);
  await page.keyboard.press('t');
  await page.getByLabel('Tag, Enter adds it').fill('look, “again”');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await grid(page).focus();
  await page.keyboard.press('j');
  await expect(taskHeading(page)).toHaveText(`Task ${all - 3}`);
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
}

/** Each filter lets through the task that was marked for it, and only that. */
async function filterByMarks(page: Page): Promise<void> {
  const marked = [
    ['Rating', /^4/, all],
    ['Flag', /^flagged/, all - 1],
    ['Tags', /^look, “again”/, all - 2],
    ['Verdict of a person', /^rejected/, all - 3],
    ['Reason', /^by a person/, all - 3],
  ] as const;
  for (const [group, value, task] of marked) {
    const button = filter(page, group, value);
    await pressOn(button);
    await expectRows(page, 1);
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(taskHeading(page)).toHaveText(`Task ${task}`);
    await expect(said(page)).toContainText('1 task');
    await pressOn(button);
    await expectRows(page, all);
  }
  // Steps within a tenth of a second are one.
  await expect(page).not.toHaveURL(/reason=/);
}

/** A range beside a search and an order; gives how many rows that leaves. */
async function filterByLength(page: Page, rows: readonly string[]): Promise<number> {
  const long = rows.filter((row) => wordsOf(row) >= 30);
  await pressOn(page.getByText('Lengths, dates and more'));
  await page.getByLabel('Words of output, from').fill('30');
  await page.keyboard.press('Tab');
  await expectRows(page, long.length);
  await expect(page).toHaveURL(/outputWords=30/);
  const both = long.filter((row) => row.toLowerCase().includes('the'));
  await searchField(page).fill('the');
  await expectRows(page, both.length);
  await pressOn(grid(page).getByRole('columnheader').getByRole('button', { name: 'Instruction' }));
  await expect(page).toHaveURL(/q=the&.*outputWords=30\.\..*|outputWords=30\.\..*q=the/);
  return both.length;
}

it('filters of every kind go together, into the address, another tab and back', async ({
  page,
  context,
}) => {
  const lines = Array.from({ length: all }, (_, i) => i + 1);
  const rows = rowsOfData(published, lines);
  await openOffline(page, rows);
  await test.step('marks are given and filtered by', async () => {
    await markTasks(page);
    await filterByMarks(page);
  });
  const left = await test.step('a range, a search and an order go together', () =>
    filterByLength(page, rows));

  await test.step('another tab shows the same list and task by the address', async () => {
    const second = grid(page).locator('[aria-rowindex="3"]');
    await grid(page).press('ArrowDown');
    await expect(second).toHaveAttribute('aria-current', 'true');
    const label = await second.getByRole('checkbox').getAttribute('aria-label');
    const task = /\d+/.exec(label ?? '')?.[0];
    await expect(page).toHaveURL(new RegExp(`task=${task}$`));
    const other = await context.newPage();
    await other.goto(page.url());
    await expectRows(other, left);
    await expect(taskHeading(other)).toHaveText(`Task ${task}`);
    await expect(other.getByLabel('Words of output, from')).toHaveValue('30');
    await other.close();
  });

  await test.step('the back button takes steps back, one filter after the other', async () => {
    await page.goBack();
    await expect(page).not.toHaveURL(/sort=/);
    await page.goBack();
    await expect(page).not.toHaveURL(/outputWords/);
    await expectRows(page, all);
    await expect(searchField(page)).toHaveValue('');
  });

  await test.step('nothing that matches says so, and is left by one button', async () => {
    await searchField(page).fill('qqqq');
    await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
    await pressOn(page.getByRole('button', { name: 'Clear all filters' }).last());
    await expectRows(page, all);
  });

  await test.step('an address that means nothing is read as far as it means something', async () => {
    const home = page.url().replace(/\?.*$/, '');
    await page.goto(
      `${home}?status=nonsense&rating=9&outputWords=a..b&created=..${'9'.repeat(20)}&sort=up&near=x&task=0&origin=imported`,
    );
    await expect(filter(page, 'Origin', /^imported/)).toHaveAttribute('aria-pressed', 'true');
    await expectRows(page, all);
  });
});
