import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { holdReplies } from './support/hold-replies.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, funnelRow, generate, goTo, openNewRun } from './support/steps.ts';
import { expectAccessible } from './support/accessible.ts';

test('a preview shows a whole round, keeps nothing and feeds the forecast', async ({
  page,
  startModel,
}) => {
  const server = await startModel();
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await expect(page.getByText('From assumptions about common models')).toBeVisible();
  await page.getByRole('button', { name: 'Preview one round' }).click();

  const shown = page.getByRole('region', { name: 'What the preview shows' });
  await expect(shown).toContainText(/Took 3 calls, [\d.,]+K? tokens, cost unknown/);
  await expect(shown).toContainText(/\d+ of \d+ proposed tasks would be accepted/);
  await expect(shown.getByRole('region', { name: 'Step 1: instructions' })).toContainText(
    'Raw reply',
  );
  await expect(shown.getByRole('region', { name: /first accepted task/ })).toContainText('Output');
  await expect(page.getByText('From the preview above')).toBeVisible();
  await shown
    .getByText(/^Prompt, /)
    .first()
    .click();
  await expectAccessible(page, 'a preview');

  await page.getByText(/^Advanced/).click();
  await page.getByLabel('Highest ROUGE-L').fill('0.1');
  await expect(shown).toContainText('The settings have changed since.');
  await expect(page.getByText('From assumptions about common models')).toBeVisible();
  await page.getByRole('button', { name: 'Preview one round' }).click();
  await expect(shown.getByText(/^too similar, ROUGE-L 0\.\d\d, to \S/).first()).toBeVisible();
  await page.getByLabel('Sent, $ a million tokens').fill('2');
  await page.getByLabel('Received, $ a million tokens').fill('8');
  await expect(page.getByRole('row', { name: /Altogether/ })).toContainText('$');
  await page.getByLabel('Accepted tasks').fill('400');
  await expect(page.getByRole('row', { name: /Step 3/ })).toContainText('400');
  await goTo(page, 'Review');
  await expect(page.getByRole('grid')).toBeVisible();
  expect(server.callsOf('instruction')).toHaveLength(2);
});

test('a failed preview says what happened, and one can be cancelled', async ({
  page,
  startModel,
  complaints,
}) => {
  complaints.allow(/Failed to load resource/);
  const server = await startModel({ scenario: 'wrong-key' });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl, key: 'planted-key-3' });
  await page.getByRole('button', { name: 'Preview one round' }).click();
  const alert = page.getByRole('alert', { name: 'The key was not accepted' });
  await expect(alert).toContainText('A preview keeps nothing');
  await expect(page.getByText('planted-key-3')).toHaveCount(0);

  server.play('hang');
  await page.getByRole('button', { name: 'Preview one round' }).click();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Preview one round' })).toBeVisible();
  server.play('normal');
  await generate(page, 5);
  await expectDone(page);
});

test('a cap stops the run before it is passed; raised or changed, the run keeps to it', async ({
  page,
  startModel,
}) => {
  const server = await startModel();
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await expect(page.getByLabel('Most money, $')).toHaveCount(0);
  await page.getByLabel('Sent, $ a million tokens').fill('10');
  await page.getByLabel('Received, $ a million tokens').fill('10');
  await page.getByLabel('Most money, $').fill('0.2');
  await generate(page, 60);

  const notice = page.getByRole('region', { name: 'The cap on money is reached' });
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await expect(notice).toContainText(/money: \$0\.\d+ of \$0\.20/);
  await expect(page.getByTitle(/^What the provider counted/)).toHaveText(/^\$0\.\d+ of \$0\.20$/);
  await expectAccessible(page, 'a cap that is reached');
  await notice.getByLabel('Most money, $').fill('0.0001');
  await expect(notice.getByRole('button', { name: 'Go on with these caps' })).toBeDisabled();
  await notice.getByLabel('Most money, $').fill('50');
  // Calls stay in flight while the caps are changed under them.
  server.delayMs = 2_000;
  await notice.getByRole('button', { name: 'Go on with these caps' }).click();
  await expect(notice).toBeHidden();

  await test.step('caps are changed while the run is under way', async () => {
    await page.getByText(/^Caps: money/).click();
    await page.getByLabel('Most calls').fill('1');
    await expect(page.getByText('This is spent already')).toBeVisible();
    await page.getByRole('button', { name: 'Set these caps' }).click();
    server.delayMs = 0;
    const reached = page.getByRole('region', { name: 'The cap on calls is reached' });
    await expect(reached).toBeVisible({ timeout: 30_000 });
    await reached.getByLabel('Most calls').fill('5000');
    await reached.getByRole('button', { name: 'Go on with these caps' }).click();
  });
  await expectDone(page, 90_000);
  await expect(page.getByText(/of \$50\.00$/)).toBeVisible();
});

test('a run stops between the steps, and goes on with what was accepted', async ({
  page,
  startModel,
}) => {
  const server = await startModel();
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await page.getByLabel('Stop after step 1 to review').check();
  await expect(page.getByText('after your review').first()).toBeVisible();
  await generate(page, 12);
  const notice = page.getByRole('region', { name: /^Step 1 is done: \d+ instructions/ });
  await expect(notice).toBeVisible({ timeout: 60_000 });
  expect(server.callsOf('classification')).toHaveLength(0);
  await expectAccessible(page, 'a stop between the steps');

  const button = notice.getByRole('button', { name: /^Go on with steps 2 and 3 for the/ });
  const before = Number(/the (\d+)/.exec((await button.textContent()) ?? '')?.[1]);
  await notice.getByRole('link', { name: 'Review the instructions' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^Task \d+$/ })).toBeVisible();
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await goTo(page, 'Generate');
  await expect(button).toContainText(`the ${before - 1} accepted`);
  const asked = server.callsOf('instruction').length;
  await button.click();
  await expectDone(page);
  expect(server.callsOf('instruction')).toHaveLength(asked);
  expect(server.callsOf('classification')).toHaveLength(before - 1);
});

test('stored replies are replayed under other rules, and undo takes it back', async ({
  page,
  startModel,
}) => {
  const server = await startModel();
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await generate(page, 20);
  await expectDone(page);
  const novel = funnelRow(page, 'Novel');
  const before = await novel.textContent();
  const calls = server.calls.length;

  await page.getByRole('button', { name: 'Replay under other rules' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay under other rules' });
  await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await dialog.getByLabel('Highest ROUGE-L').fill('0.2');
  await dialog.getByRole('button', { name: 'See what would change' }).click();
  await expect(dialog).toContainText(/Lost \d+/);
  await dialog
    .getByText(/examples?$/)
    .first()
    .click();
  await expect(dialog).toContainText('too similar');
  await expectAccessible(page, 'a replay');

  const stored = await readStoredRows(page, projectIdOf(page));
  const release = await holdReplies(page);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await dialog.getByRole('button', { name: 'Stop reading' }).click();
  await release();
  await expect(dialog).toContainText('Stopped. Nothing was changed.');
  await expect(novel).toHaveText(before ?? '');
  expect(await readStoredRows(page, projectIdOf(page))).toEqual(stored);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(novel).not.toHaveText(before ?? '');

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(novel).toHaveText(before ?? '');
  expect(server.calls).toHaveLength(calls);
});

test('recipes are saved, exported, imported and compared', async ({ page }) => {
  await openNewRun(page);
  await page.getByText(/^Advanced/).click();
  await page.getByLabel('Highest ROUGE-L').fill('0.5');
  await page.getByRole('button', { name: 'Save this recipe' }).click();
  const saving = page.getByRole('dialog', { name: 'Save this recipe' });
  await saving.getByLabel('Name').fill('paper');
  await saving.getByRole('button', { name: 'Save' }).click();
  await expect(saving).toContainText('comes with Seedbed');
  await saving.getByLabel('Name').fill('Strict');
  await saving.getByRole('button', { name: 'Save' }).click();
  const saved = page.getByRole('list', { name: 'Saved recipes' });
  await expect(saved.getByRole('button', { name: /^Strict/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    saved.getByRole('button', { name: 'Export “Strict”' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('strict.recipe.json');
  await page.getByRole('button', { name: 'Compare' }).click();
  const comparing = page.getByRole('dialog', { name: 'Compare recipes' });
  await expect(comparing.getByRole('row', { name: /^Highest ROUGE-L/ })).toContainText(
    /0\.5(\s*differs:\s*0\.7){3}\s*0\.5/,
  );
  await expectAccessible(page, 'recipes side by side');
  await comparing.getByRole('button', { name: 'Close' }).click();

  await saved.getByRole('button', { name: 'Delete “Strict”' }).click();
  await expect(saved).toHaveCount(0);
  await page.getByLabel('Import a recipe').setInputFiles(await download.path());
  await expect(saved.getByRole('button', { name: /^Strict/ })).toBeVisible();
  const broken = { name: 'broken.json', mimeType: 'application/json' };
  const text = '{"format":"seedbed-recipe","version":1,"recipe":{"preset":"modern"}}';
  await page.getByLabel('Import a recipe').setInputFiles({ ...broken, buffer: Buffer.from(text) });
  const refused = page.getByRole('alert', { name: 'This file was not imported' });
  await expect(refused).toContainText('lastItem is missing: it must be');
  await expectAccessible(page, 'saved recipes');

  await page.reload();
  await saved.getByRole('button', { name: /^Strict/ }).click();
  await page.getByText(/^Advanced/).click();
  await expect(page.getByRole('spinbutton', { name: 'Highest ROUGE-L' })).toHaveValue('0.5');
});
