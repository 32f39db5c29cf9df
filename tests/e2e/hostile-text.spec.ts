import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, generate, goTo, openNewRun } from './support/steps.ts';

test('markup in what a model writes stays text', async ({ page, startModel }) => {
  const strange: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('/x')) strange.push(request.url());
  });
  const server = await startModel({ scenario: 'markup-in-reply' });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await generate(page, 1);
  await expectDone(page);
  await expect(page.getByText('<img src=x onerror=').first()).toBeVisible();

  await goTo(page, 'Review');
  await page.getByLabel('Search instruction, input and output').fill('onerror');
  const complete = page.getByRole('group', { name: 'Instances' }).getByRole('button').first();
  await complete.click();
  await page.getByRole('grid').getByRole('row').nth(1).click();
  await expect(page.getByRole('region', { name: 'Instances' })).toContainText('<script>');
  await page.getByText(/^Where it comes from/).click();
  await goTo(page, 'Export');
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('<script>');

  expect(await page.locator('img, main script').count()).toBe(0);
  expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
  expect(strange).toEqual([]);
});
