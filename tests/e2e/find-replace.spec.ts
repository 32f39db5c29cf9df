import { expectAccessible } from './support/accessible.ts';
import { expect } from './support/journey.ts';
import { openOffline, pressOn } from './support/offline-rows.ts';
import { rowsOfData, testWithData } from './support/real-data.ts';

const published = 'alpaca_52k.jsonl.gz';
const it = testWithData(published);

/** Twenty-eight times the same letter and then another: what a nested repeat tries for ever. */
const trap = JSON.stringify({
  instruction: 'Count the letters of the word',
  input: `${'a'.repeat(40)}!`,
  output: '41',
});

it('a word is replaced everywhere in one step and brought back, by keys and offline', async ({
  page,
}) => {
  const lines = Array.from({ length: 80 }, (_, i) => i + 1);
  const rows = [...rowsOfData(published, lines), trap];
  const holding = rows.filter((row) => {
    const { instruction, output } = JSON.parse(row) as { instruction: string; output: string };
    return /\bthe\b/iu.test(`${instruction}\n${output}`);
  });
  await openOffline(page, rows);
  await pressOn(page.getByRole('button', { name: 'Replace', exact: true }));
  const dialog = page.getByRole('dialog', { name: 'Find and replace' });
  const find = dialog.getByLabel('Find');
  await expect(find).toBeFocused();

  // A pattern that never comes to an end is given up, and nothing is lost by it.
  await find.fill('(a+)+$');
  await pressOn(dialog.getByLabel('Regular expression'), 'Space');
  await find.press('Enter');
  await expect(dialog.getByText(/did not come to an end/)).toBeVisible({ timeout: 30_000 });
  await pressOn(dialog.getByLabel('Regular expression'), 'Space');

  await find.fill('the');
  await dialog.getByLabel('Replace by').fill('THE');
  await pressOn(dialog.getByLabel('Whole words'), 'Space');
  await pressOn(dialog.getByLabel('Inputs'), 'Space');
  await find.press('Enter');
  await expect(dialog.getByRole('status')).toContainText(`in ${holding.length} tasks`);
  await expect(dialog.locator('ins').first()).toHaveText('THE');
  await expectAccessible(page, 'find and replace');
  await pressOn(dialog.getByRole('button', { name: `Replace in ${holding.length} tasks` }));
  await expect(dialog).toBeHidden();

  const search = page.getByLabel('Search instruction, input and output');
  await search.fill('/\\bTHE\\b/');
  await expect(page.getByText(`${holding.length} of ${rows.length} tasks`)).toBeVisible();
  await expect(page.getByText('edited', { exact: true }).first()).toBeVisible();
  await search.press('Escape');
  await page.getByRole('grid').press('u');
  await expect(page.getByText(/^Undone: Replaced “the” by “THE”/)).toBeVisible();
  await expect(page.getByText(`0 of ${rows.length} tasks`)).toBeVisible();
});
