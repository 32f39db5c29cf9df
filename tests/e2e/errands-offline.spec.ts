import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect } from './support/journey.ts';
import { openOffline, pressOn } from './support/offline-rows.ts';
import { rowsOfData, testWithData } from './support/real-data.ts';

const published = 'alpaca_52k.jsonl.gz';
const it = testWithData(published);

/** Orders an errand about everything that matches from the practice model, without a mouse. */
async function order(page: Page, title: string, button: RegExp): Promise<void> {
  await pressOn(page.getByRole('button', { name: 'Ask a model', exact: true }));
  await pressOn(page.getByRole('menuitem', { name: `${title}…` }));
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog.getByText('Model: practice model, not an AI')).toBeVisible();
  await pressOn(dialog.getByRole('button', { name: button }));
  await expect(dialog).toHaveCount(0);
}

const line = (page: Page): Locator => page.getByRole('region', { name: 'What a model is asked' });

it('tasks are judged without a network and without a mouse, beside a person’s verdict', async ({
  page,
}) => {
  const lines = Array.from({ length: 24 }, (_, i) => i + 1);
  await openOffline(page, rowsOfData(published, lines));
  await page.getByRole('grid', { name: 'Tasks' }).focus();
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await order(page, 'Judge by a rubric', /^Judge 24 tasks$/);
  await expect(line(page)).toContainText('(done): 24 of 24 tasks; 24 scored');
  await pressOn(line(page).getByRole('button', { name: 'Compare with people' }));
  const compared = page.getByRole('dialog', { name: 'The judge and people' });
  await expect(compared.getByRole('table', { name: 'Tasks by score' })).toBeVisible();
  await expectAccessible(page, 'a judge beside a person');
  await page.keyboard.press('Escape');
  await expect(compared).toHaveCount(0);
  // The verdict is the person's, whatever the judge says.
  await expect(page.getByRole('group', { name: 'Status' })).toContainText(/rejected\s*1/);
});

it('proposals of a repair are looked through by keys, without a network', async ({ page }) => {
  const lines = Array.from({ length: 24 }, (_, i) => i + 1);
  await openOffline(page, rowsOfData(published, lines));
  await order(page, 'Repair texts', /^Repair 24 tasks$/);
  await expect(line(page)).toContainText('(done): 24 of 24 tasks');
  const proposed = Number(/(\d+) proposals/.exec((await line(page).textContent()) ?? '')?.[1]);
  expect(proposed).toBeGreaterThan(2);
  await pressOn(line(page).getByRole('button', { name: 'Look through proposals' }));
  const review = page.getByRole('dialog', { name: 'Proposals' });
  await expect(review).toContainText(`${proposed} waiting, 0 accepted`);
  const accept = review.getByRole('button', { name: /^Accept A$/ });
  await page.keyboard.press('a');
  await expect(review).toContainText(`${proposed - 1} waiting, 1 accepted, 0 refused`);
  await expect(accept).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('r');
  await expect(review).toContainText(`${proposed - 2} waiting, 1 accepted, 1 refused`);
  await expect(accept).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('u');
  await expect(review).toContainText(`${proposed - 1} waiting, 1 accepted, 0 refused`);
});
