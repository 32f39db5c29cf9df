import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, generate, goTo, openNewRun, tryItNow } from './support/steps.ts';

test('axe finds nothing before there is any data', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Try it now' })).toBeVisible();
  await expectAccessible(page, 'first visit');
  await page.goto('./#/settings');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expectAccessible(page, 'settings');
  await page.goto('./#/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expectAccessible(page, 'unknown page');
  await page.goto('./#/p/77/generate');
  await expect(page.getByRole('heading', { name: /There is no such project/ })).toBeVisible();
  await expectAccessible(page, 'unknown project');
  await page.goto('./');
  await page.getByRole('button', { name: 'Start from my seeds' }).click();
  await expect(page.getByRole('button', { name: 'Write a seed' })).toBeVisible();
  await expectAccessible(page, 'no seeds');
  await goTo(page, 'Review');
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible();
  await expectAccessible(page, 'no tasks');
  await page.goto(page.url().replace('/review', '/quality'));
  await expect(page.getByRole('heading', { name: 'Nothing to review yet' })).toBeVisible();
  await expectAccessible(page, 'no sample to draw');
  await goTo(page, 'Generate');
  await expectAccessible(page, 'a run that needs seeds');
});

test('axe finds nothing on the pages of a finished run', async ({ page }) => {
  await tryItNow(page);
  await expectAccessible(page, 'finished run');
  await page.getByRole('button', { name: 'Set up another run' }).click();
  await page.getByText('Language model', { exact: true }).click();
  await page.getByText(/^Advanced/).click();
  await expectAccessible(page, 'settings of a run');
  await goTo(page, 'Export');
  await expect(page.getByRole('region', { name: 'Preview' })).toBeVisible();
  await expectAccessible(page, 'export');
  await goTo(page, 'Seeds');
  await page.getByRole('list', { name: 'Seeds' }).getByRole('button').first().click();
  await expectAccessible(page, 'seeds');
  await goTo(page, 'Projects');
  await page.getByRole('button', { name: 'More about Practice' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'projects');
});

test('axe finds nothing in Review', async ({ page }) => {
  await tryItNow(page);
  await goTo(page, 'Review');
  await expect(page.getByRole('heading', { level: 2, name: /^Task \d+$/ })).toBeVisible();
  await page.getByText(/^Where it comes from/).click();
  await expectAccessible(page, 'an accepted task');
  await page
    .getByRole('group', { name: 'Status' })
    .getByRole('button', { name: /rejected/ })
    .click();
  await page.getByRole('grid').getByRole('row').nth(1).click();
  await expectAccessible(page, 'a rejected task');
  await page.keyboard.press('e');
  await expectAccessible(page, 'editing a task');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Reject all' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'a bulk action');
});

test('axe finds nothing where something went wrong', async ({ page, startModel, complaints }) => {
  complaints.allow(/Failed to load resource/);
  const server = await startModel({ scenario: 'wrong-key' });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl, key: 'a' });
  await generate(page, 5);
  await expect(page.getByRole('alert', { name: 'The key was not accepted' })).toBeVisible();
  await expectAccessible(page, 'a refused key');
});
