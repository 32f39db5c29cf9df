import type { Locator, Page } from '@playwright/test';
import { projectIdOf } from '#tests/support/stored-rows.ts';
import { expectAccessible } from './support/accessible.ts';
import { backupText, findEverywhere } from './support/find-everywhere.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, funnelRow, generate, openNewRun } from './support/steps.ts';

const largeKey = 'planted-key-large';
const smallKey = 'planted-key-small';

/** Gives steps 2 and 3 a model of their own. */
async function chooseSmallModel(page: Page, baseUrl: string): Promise<void> {
  await page.getByText('Another model for a step').click();
  for (const name of ['Step 2: classification or not', 'Step 3: instances']) {
    const step = page.getByRole('group', { name });
    await step.getByLabel('Ask another model').check();
    await step.getByLabel('Address').fill(baseUrl);
    await step.getByLabel('Model', { exact: true }).fill('small');
  }
  const second = page.getByRole('group', { name: 'Step 2: classification or not' });
  await second.getByLabel('Key', { exact: true }).fill(smallKey);
  const third = page.getByRole('group', { name: 'Step 3: instances' });
  await expect(third.getByText('The key for this address is the one given above')).toBeVisible();
  await testAndList(second);
}

async function testAndList(section: Locator): Promise<void> {
  await section.getByRole('button', { name: 'Test connection' }).click();
  await expect(section.getByRole('region', { name: 'The connection works' })).toBeVisible();
  await section.getByRole('button', { name: 'List models' }).click();
  await expect(section.getByText('1 model found')).toBeVisible();
}

test('another model for a step: each server sees its own steps and its own key, and no key is kept anywhere', async ({
  page,
  startModel,
}) => {
  const large = await startModel({ key: largeKey });
  const small = await startModel({ key: smallKey, slowSteps: { instance: 300 } });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: large.baseUrl, key: largeKey });
  await chooseSmallModel(page, small.baseUrl);
  await expectAccessible(page, 'another model for a step');
  await testAndList(page.getByRole('region', { name: 'Model', exact: true }));
  const tried = small.calls.length;
  const triedLarge = large.calls.length;
  await generate(page, 20);
  await expect(funnelRow(page, 'Complete').getByRole('cell').first()).toHaveText(/^[1-9]/, {
    timeout: 60_000,
  });
  await expect(page.getByText('Steps 2 and 3: small')).toBeVisible();

  await page.reload();
  const notice = page.getByRole('region', { name: 'The run waits for its keys' });
  const host = new URL(small.baseUrl).host;
  await notice.getByLabel(`Key for ${new URL(large.baseUrl).host}`).fill(largeKey);
  await notice.getByRole('button', { name: 'Use this key' }).first().click();
  const last = page.getByRole('region', { name: 'The run waits for its key', exact: true });
  await last.getByLabel(`Key for ${host}`).fill(smallKey);
  await last.getByRole('button', { name: 'Go on', exact: true }).click();
  await expectDone(page);

  expect(new Set(large.calls.slice(triedLarge).map(({ step }) => step))).toEqual(
    new Set(['instruction']),
  );
  const bySmall = small.calls.slice(tried).map(({ step }) => step);
  expect(new Set(bySmall)).toEqual(new Set(['classification', 'instance']));
  const keysSeen = [...large.calls, ...small.calls].map(({ authorization }) => authorization);
  expect(new Set(keysSeen)).toEqual(new Set(['right']));

  // The name of the model is kept with the run, so what is looked through is what is kept.
  const database = `seedbed-project-${projectIdOf(page)}`;
  expect(await findEverywhere(page, 'small')).toContain(`${database}/runs`);
  expect(await findEverywhere(page, 'planted-key')).toEqual([]);
  const backup = await backupText(page);
  expect(backup).toContain('"small"');
  expect(backup).not.toContain('planted-key');
});
