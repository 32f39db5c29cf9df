import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { openOffline, pressOn } from './support/offline-rows.ts';
import { rowsOfData, testWithData } from './support/real-data.ts';

const published = 'alpaca_52k.jsonl.gz';
const it = testWithData(published);

const row = (instruction: string, output: string): string =>
  JSON.stringify({ instruction, input: '', output });
const lines = Array.from({ length: 50_000 }, (_, i) => `Line ${i} of the story.`).join('\n');

/** Texts that a page could stumble over, between published ones. */
const oddRows = [
  row(`Count the letters ${'a'.repeat(60)}!`, '60'),
  row('Write a page.', '<script>globalThis.wasRun = true</script><img src="x">'),
  row('اكتب جملة عن القطط', 'القطة تنام (في البيت).'),
  row('Write a long story.', lines),
];

const grid = (page: Page) => page.getByRole('grid', { name: 'Tasks' });
const said = (page: Page) => page.locator('.review > [role=status]');
const searchField = (page: Page) => page.getByLabel('Search instruction, input and output');
const expectRows = (page: Page, rows: number) =>
  expect(grid(page)).toHaveAttribute('aria-rowcount', String(rows + 1));

async function patterns(page: Page, all: number): Promise<void> {
  await searchField(page).fill('/(a/');
  await expect(page.getByRole('alert')).toContainText(/pattern|expression/i);
  const acceptAll = page.getByRole('button', { name: 'Accept all' });
  await searchField(page).fill('/(a+)+$/');
  // The rows are from before this search: nothing is done to them, now or when it is refused.
  await expect(acceptAll).toBeDisabled();
  await expect(page.getByRole('alert')).toContainText('This pattern took more than');
  await expectRows(page, all);
  await expect(acceptAll).toBeDisabled();
  await searchField(page).fill('/a{60}!$/');
  await expectRows(page, 1);
  await expect(acceptAll).toBeEnabled();
  await expect(said(page)).toHaveText('1 task matches');
  await searchField(page).fill('nothing-is-called-this');
  await searchField(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await expect(searchField(page)).toBeFocused();
  const nothing = page.getByRole('heading', { name: 'No task matches' });
  await nothing.waitFor();
  await searchField(page).press('Enter');
  await expect(nothing).toBeFocused();
  await pressOn(page.getByRole('button', { name: 'Clear all filters' }).last());
  await expectRows(page, all);
  await expect(grid(page)).toBeFocused();
}

/** A field that is emptied stays open, and keeps the focus; one that can't be read says why. */
async function lengths(page: Page, all: number): Promise<void> {
  const filters = page.getByRole('region', { name: 'Filters' });
  const least = filters.getByLabel('Words of output, from');
  await pressOn(filters.getByText('Lengths, dates and more'));
  await least.fill('100000');
  await least.press('Enter');
  await expectRows(page, 1);
  await least.fill('');
  await least.press('Enter');
  await expectRows(page, all);
  await expect(least).toBeFocused();
  await least.fill('-5');
  await least.press('Enter');
  await expect(filters.getByRole('alert')).toHaveText('Numbers from 0 on only.');
  await expect(least).toHaveValue('-5');
  await expectRows(page, all);
  await least.fill('100000');
  await least.press('Enter');
  await expectRows(page, 1);
  await pressOn(filters.getByRole('button', { name: 'Clear all filters' }));
  await expectRows(page, all);
  await expect(grid(page)).toBeFocused();
}

/** What is longer than the window is read by keys alone. */
async function readInQueue(page: Page): Promise<void> {
  await grid(page).press('q');
  const text = page.getByRole('group', { name: 'The task', exact: true });
  await expect(text).toBeFocused();
  await expect(text).toContainText('Line 100 of');
  await page.keyboard.press('PageDown');
  await expect.poll(() => text.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  await page.keyboard.press('q');
  await expect(grid(page)).toBeFocused();
}

async function chooseColumns(page: Page): Promise<void> {
  await pressOn(page.getByRole('button', { name: 'Columns' }));
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  const number = dialog.getByRole('checkbox', { name: 'Number', exact: true });
  await pressOn(dialog.getByRole('checkbox', { name: 'Words of output' }), 'Space');
  await pressOn(number, 'Alt+ArrowUp');
  await expect(dialog.getByRole('status')).toHaveText('Number, place 1 of 21');
  await expect(number).toBeFocused();
  await page.keyboard.press('Escape');
  // The box that selects, and seven columns.
  await expect(grid(page)).toHaveAttribute('aria-colcount', '8');
  const heads = grid(page).getByRole('columnheader');
  await expect(heads.nth(1)).toHaveText('Nr');
  await expect(heads.getByRole('button', { name: 'Status', exact: true })).toBeAttached();
  const output = heads.filter({ hasText: 'Output' });
  await pressOn(output.getByRole('button'));
  await expect(output).toHaveAttribute('aria-sort', 'descending');
}

async function saveView(page: Page): Promise<void> {
  await searchField(page).fill('the -a');
  await expect(page).toHaveURL(/q=the/);
  await pressOn(page.getByRole('button', { name: 'Views' }));
  const dialog = page.getByRole('dialog', { name: 'Views' });
  await expect(dialog.getByLabel('Name for what is shown now')).toBeFocused();
  await page.keyboard.type('Long ones');
  await page.keyboard.press('Enter');
  await pressOn(dialog.getByRole('button', { name: 'Rename “Long ones”' }));
  await page.keyboard.type('Longest first');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('Renamed to “Longest first”');
  await expectAccessible(page, 'the views');
  await page.keyboard.press('Escape');
}

async function applyView(page: Page, all: number): Promise<void> {
  await page.goto(page.url().replace(/\?.*$/, ''));
  await page.reload();
  await expectRows(page, all);
  await pressOn(page.getByRole('button', { name: 'Columns' }));
  await pressOn(page.getByRole('button', { name: 'Reset', exact: true }));
  await page.keyboard.press('Escape');
  await expect(grid(page)).not.toHaveAttribute('aria-colcount', '8');
  await pressOn(page.getByRole('button', { name: 'Views' }));
  await pressOn(page.getByRole('button', { name: /^Longest first/ }));
  await expect(page).toHaveURL(/q=the.*sort=-outputWords/);
  await expect(grid(page)).toHaveAttribute('aria-colcount', '8');
  await pressOn(page.getByRole('button', { name: 'Views: Longest first' }));
  const dialog = page.getByRole('dialog', { name: 'Views' });
  await pressOn(dialog.getByRole('button', { name: 'Delete “Longest first”' }));
  await pressOn(dialog.getByRole('button', { name: 'Undo' }));
  await pressOn(dialog.getByRole('button', { name: 'Delete “Longest first”' }));
  await expect(dialog.getByText('No view is saved yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await searchField(page).fill('');
  await page.getByLabel('Order').selectOption({ label: 'Newest first' });
  await expectRows(page, all);
}

async function selectRows(page: Page, all: number): Promise<void> {
  await grid(page).focus();
  await page.keyboard.press('x');
  await expect(said(page)).toHaveText('1 task selected');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(said(page)).toHaveText('4 tasks selected');
  const selected = grid(page).getByRole('row', { selected: true });
  await expect(selected).toHaveCount(4);
  const current = grid(page).locator('[aria-current]');
  await page.keyboard.press('End');
  await expect(current).toHaveAttribute('aria-rowindex', String(all + 1));
  await page.keyboard.press('Home');
  await expect(selected).toHaveCount(4);
  await expectAccessible(page, 'a selection');
}

async function rejectRows(page: Page, all: number): Promise<void> {
  await pressOn(page.getByRole('button', { name: 'Reject 4' }));
  const dialog = page.getByRole('dialog', { name: 'Reject 4 tasks?' });
  await expect(dialog).toContainText('This is about 4 selected tasks.');
  await dialog.getByRole('radio', { name: 'No reason' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'unclear' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Rejected 4 tasks of a selection: unclear')).toBeVisible();
  const rejected = page.getByRole('group', { name: 'Status' }).getByText('rejected');
  await expect(rejected).toBeVisible();
  await grid(page).press('u');
  await expect(rejected).toBeHidden();
  await grid(page).press('Control+a');
  await expect(said(page)).toHaveText(`${all} tasks selected`);
  await page.keyboard.press('Escape');
  await expect(said(page)).toHaveText('Nothing is selected');
  await pressOn(page.getByRole('button', { name: 'Accept all' }));
  const asked = page.getByRole('dialog', { name: `Accept ${all} tasks?` });
  await expect(asked).toContainText('Nothing is selected: this is about every');
  // Another address while it is asked: what was agreed to is not done to another list.
  await page.evaluate(() => (location.hash = `${location.hash.split('?')[0] ?? ''}?q=script`));
  const other = asked.getByRole('status').filter({ hasText: 'The list is another one by now' });
  await expect(other).toContainText('it shows 3 tasks that match ‘script’');
  await pressOn(asked.getByRole('button', { name: 'Ask about this list' }));
  await expect(page.getByRole('dialog', { name: 'Accept 3 tasks?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByLabel('Search instruction, input and output').fill('');
  await expectRows(page, all);
}

/** The newest first: the long story, the Arabic sentence, the page of markup. */
async function readOddTexts(page: Page): Promise<void> {
  const instances = page.getByRole('region', { name: 'Instances' });
  await grid(page).press('Home');
  await expect(instances).toContainText('Line 800 of');
  await expect(instances).not.toContainText('Line 1000 of');
  await readInQueue(page);
  await page.keyboard.press('e');
  await page.getByLabel('Part', { exact: true }).fill('2');
  await page.keyboard.press('Enter');
  const part = page.getByRole('textbox', { name: 'Output, part 2 of' });
  await expect(part).toHaveValue(/Line 1000 of/);
  await part.fill('A new part.\n');
  await page.keyboard.press('Control+Enter');
  // Shown anew once it is stored, which folds it up.
  await expect(page.getByText('What people changed, against the original')).toBeVisible();
  await pressOn(instances.getByRole('button', { name: /^Show all [\d,]+ characters$/ }));
  await expect(instances).toContainText('A new part.');
  await expect(instances).toContainText('Line 49999 of');
  await grid(page).press('ArrowDown');
  await expect(instances.getByText('القطة')).toHaveCSS('direction', 'rtl');
  await grid(page).press('ArrowDown');
  await expect(instances).toContainText('<script>globalThis.wasRun = true</script><img');
  expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
  expect(await instances.locator('script, img').count()).toBe(0);
}

it('the table: patterns, columns, views, a selection and odd texts, by keys', async ({ page }) => {
  const rows = [
    ...rowsOfData(
      published,
      Array.from({ length: 120 }, (_, i) => i + 1),
    ),
    ...oddRows,
  ];
  const all = rows.length;
  await openOffline(page, rows);
  await expectRows(page, all);
  await test.step('patterns that can’t be read or never end', () => patterns(page, all));
  await test.step('a range emptied', () => lengths(page, all));
  await test.step('columns chosen, moved, sorted by', () => chooseColumns(page));
  await test.step('a view saved and renamed', () => saveView(page));
  await test.step('a view applied after a reload, and deleted', () => applyView(page, all));
  await test.step('rows selected', () => selectRows(page, all));
  await test.step('rows rejected with a reason, and that undone', () => rejectRows(page, all));
  await test.step('odd texts', () => readOddTexts(page));
});
