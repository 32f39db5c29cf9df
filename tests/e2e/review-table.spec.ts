import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { openOffline, pressOn } from './support/offline-rows.ts';
import { rowsOfData, testWithData } from './support/real-data.ts';

const published = 'alpaca_52k.jsonl.gz';
const it = testWithData(published);
const realRows = (lines: readonly number[]) => rowsOfData(published, lines);
const numbers = Array.from({ length: 120 }, (_, i) => i + 1);
const said = (page: Page) => page.locator('.review > [role=status]');
const grid = (page: Page) => page.getByRole('grid', { name: 'Tasks' });

it('columns and saved views, by keys and offline', async ({ page }) => {
  await openOffline(page, realRows(numbers));
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '121');

  await test.step('columns are chosen, moved and sorted by', async () => {
    await pressOn(page.getByRole('button', { name: 'Columns' }));
    const dialog = page.getByRole('dialog', { name: 'Columns' });
    await pressOn(dialog.getByRole('checkbox', { name: 'Words of output' }), 'Space');
    await pressOn(dialog.getByRole('checkbox', { name: 'Number', exact: true }), 'Alt+ArrowUp');
    await expect(dialog.getByRole('status')).toHaveText('Number, place 1 of 21');
    await expect(dialog.getByRole('checkbox', { name: 'Number', exact: true })).toBeFocused();
    await expectAccessible(page, 'the columns');
    await page.keyboard.press('Escape');
    await expect(grid(page)).toHaveAttribute('aria-colcount', '8');
    const heads = grid(page).getByRole('columnheader');
    await expect(heads.nth(1)).toHaveText('Nr');
    await pressOn(heads.filter({ hasText: 'Output' }).getByRole('button'));
    await expect(heads.filter({ hasText: 'Output' })).toHaveAttribute('aria-sort', 'descending');
  });

  await test.step('what is in sight is saved, renamed, and there after a reload', async () => {
    await page.getByLabel('Search instruction, input and output').fill('the -a');
    await expect(page).toHaveURL(/q=the/);
    await pressOn(page.getByRole('button', { name: 'Views' }));
    const dialog = page.getByRole('dialog', { name: 'Views' });
    await dialog.getByLabel('Name for what is shown now').fill('Long ones');
    await page.keyboard.press('Enter');
    await pressOn(dialog.getByRole('button', { name: 'Rename “Long ones”' }));
    await page.keyboard.type('Longest first');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('status')).toHaveText('Renamed to “Longest first”');
    await expectAccessible(page, 'the views');
    await page.keyboard.press('Escape');
  });

  await test.step('a view brings back search, order and columns', async () => {
    const matches = await grid(page).getAttribute('aria-rowcount');
    await page.goto(page.url().replace(/\?.*$/, ''));
    await page.reload();
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '121');
    await pressOn(page.getByRole('button', { name: 'Columns' }));
    await pressOn(page.getByRole('button', { name: 'Reset', exact: true }));
    await page.keyboard.press('Escape');
    await pressOn(page.getByRole('button', { name: 'Views' }));
    await pressOn(page.getByRole('button', { name: /^Longest first/ }));
    await expect(page).toHaveURL(/q=the.*sort=-outputWords/);
    await expect(grid(page)).toHaveAttribute('aria-rowcount', matches ?? '');
    await expect(grid(page)).toHaveAttribute('aria-colcount', '8');
  });

  await test.step('a view is deleted, brought back, deleted', async () => {
    await pressOn(page.getByRole('button', { name: 'Views: Longest first' }));
    const dialog = page.getByRole('dialog', { name: 'Views' });
    await pressOn(dialog.getByRole('button', { name: 'Delete “Longest first”' }));
    await pressOn(dialog.getByRole('button', { name: 'Undo' }));
    await pressOn(dialog.getByRole('button', { name: 'Delete “Longest first”' }));
    await expect(dialog.getByText('No view is saved yet.')).toBeVisible();
  });
});

it('rows are selected by keys, rejected with a reason, and that is undone', async ({ page }) => {
  await openOffline(page, realRows(numbers));
  await grid(page).focus();
  await page.keyboard.press('x');
  await expect(said(page)).toHaveText('1 task selected');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(said(page)).toHaveText('4 tasks selected');
  await expect(grid(page).getByRole('row', { selected: true })).toHaveCount(4);
  await page.keyboard.press('End');
  await expect(grid(page).locator('[aria-current]')).toHaveAttribute('aria-rowindex', '121');
  await page.keyboard.press('Home');
  await expect(grid(page).getByRole('row', { selected: true })).toHaveCount(4);
  await expectAccessible(page, 'a selection');

  await pressOn(page.getByRole('button', { name: 'Reject 4' }));
  const dialog = page.getByRole('dialog', { name: 'Reject 4 tasks?' });
  await expect(dialog).toContainText('This is about 4 selected tasks.');
  await dialog.getByRole('radio', { name: 'No reason' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'unclear' })).toBeChecked();
  await expectAccessible(page, 'rejecting a selection');
  await page.keyboard.press('Enter');
  const done = page.getByText('Rejected 4 tasks of a selection: unclear');
  await expect(done).toBeVisible();
  const rejected = page.getByRole('group', { name: 'Status' }).getByText('rejected');
  await expect(rejected).toBeVisible();
  await grid(page).press('u');
  await expect(rejected).toBeHidden();

  await grid(page).press('Control+a');
  await expect(said(page)).toHaveText('120 tasks selected');
  await page.keyboard.press('Escape');
  await expect(said(page)).toHaveText('Nothing is selected');
  await pressOn(page.getByRole('button', { name: 'Accept all' }));
  await expect(page.getByRole('dialog')).toContainText('Nothing is selected: this is about every');
});

it('a bad pattern and one that would take for ever leave the list as it was', async ({ page }) => {
  await openOffline(page, [...realRows(numbers.slice(0, 20)), catastrophe]);
  const search = page.getByLabel('Search instruction, input and output');
  await search.fill('/(a/');
  await expect(page.getByRole('alert')).toContainText(/pattern|expression/i);
  await search.fill('/(a+)+$/');
  await expect(page.getByRole('alert')).toContainText('This pattern took more than');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '22');
  await search.fill('/aaa!$/');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2');
  await expect(said(page)).toHaveText('1 task match');
});

const catastrophe = JSON.stringify({
  instruction: `Count the letters ${'a'.repeat(60)}!`,
  input: '',
  output: '60',
});
