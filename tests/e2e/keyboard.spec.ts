import type { Locator, Page } from '@playwright/test';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expect, test } from './support/journey.ts';
import { expectDone } from './support/steps.ts';

/** Presses Tab until an element has the focus, as a person without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never came to ${target.toString()}`);
}

test('generate, review and export without a mouse', async ({ page }) => {
  await page.goto('./');
  await tabTo(page, page.getByRole('button', { name: 'Try it now' }));
  await page.keyboard.press('Enter');
  await expectDone(page, 110_000);

  const navigation = page.getByRole('navigation', { name: 'Main' });
  await tabTo(page, navigation.getByRole('link', { name: 'Review' }));
  await page.keyboard.press('Enter');
  const pane = page.getByRole('heading', { level: 2, name: /^Task \d+$/ });
  await expect(pane).toBeVisible();
  const first = await pane.textContent();
  await page.keyboard.press('j');
  await expect(pane).not.toHaveText(first ?? '');
  const second = Number((await pane.textContent())?.replace('Task ', ''));
  await page.keyboard.press('r');
  await expect(page.getByRole('group', { name: 'Why is it rejected?' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await taskOf(page, second))?.human?.verdict).toBe('rejected');
  await page.keyboard.press('u');
  await expect.poll(async () => (await taskOf(page, second))?.human?.verdict).toBeUndefined();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys in Review' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('/');
  await page.keyboard.type('write');
  await expect(page.getByText(/[\d,]+ of [\d,]+ tasks/)).toBeVisible();
  await page.keyboard.press('Escape');

  await tabTo(page, navigation.getByRole('link', { name: 'Export' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('radio', { checked: true }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^Prompt and completion/ })).toBeChecked();
  const download = page.getByRole('button', { name: /^Download [\d,]+ lines$/ });
  await tabTo(page, download);
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/\.jsonl$/);
});

async function taskOf(page: Page, id: number) {
  const { tasks } = await readStoredRows(page, projectIdOf(page));
  return tasks.find((task) => task.id === id);
}
