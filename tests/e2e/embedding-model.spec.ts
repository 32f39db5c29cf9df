import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { testModel, testModelsFolder } from '#tests/support/models/test-models.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { goTo } from './support/steps.ts';

// The tiny model stands under the site's own origin: haiku and poem are near for it, though no word
// is shared.

/** The runtime of a model is 14 MB of WebAssembly, which a busy machine takes its time to compile. */
const whileLoading = { timeout: 60_000 };

const tasks = [
  'Write a haiku about rain',
  'Write a poem about rain',
  'Write code',
  'About snow and about snow again',
].map((instruction) => JSON.stringify({ instruction, input: '', output: 'Done.' }));

test.beforeEach(async ({ page }) => {
  testModel('tiny');
  await page.route('**/models/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/')[1] ?? '';
    const body = await readFile(join(testModelsFolder, path)).catch(() => null);
    if (body === null) await route.fulfill({ status: 404 });
    else await route.fulfill({ body, contentType: 'application/octet-stream' });
  });
});

async function openSettings(page: Page): Promise<void> {
  await page.goto('#/settings');
  await expect(page.getByRole('heading', { name: 'Embedding model' })).toBeVisible();
}

async function fetchFromAddress(page: Page, name: string): Promise<void> {
  await openSettings(page);
  await page.getByText('From this device, or from an address').click();
  const address = new URL(`models/${name}`, new URL(page.url()).origin).href;
  await page.getByLabel('Address of the folder').fill(address);
  await page.getByRole('button', { name: 'Fetch from this address' }).click();
}

/** Imports the tasks and opens the similar tasks of the first one in the list. */
async function reviewSimilar(page: Page, lines = tasks): Promise<void> {
  await page.goto('./');
  await page
    .getByRole('group', { name: 'Choose a file' })
    .locator('input[type=file]')
    .setInputFiles({
      name: 'poems.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from(lines.join('\n')),
    });
  await expect(
    page.getByText(`${lines.length.toLocaleString('en')} tasks`, { exact: true }),
  ).toBeVisible();
  await page.getByText('Similar tasks, by words or meaning').click();
}

async function find(page: Page, sentence: string): Promise<void> {
  await page.getByLabel('Find tasks like this sentence').fill(sentence);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
}

test('a model from an address is kept over a reload, and can be removed', async ({ page }) => {
  await fetchFromAddress(page, 'tiny');
  const chosen = page.getByRole('radio', { name: /models\/tiny/ });
  await expect(chosen).toBeChecked(whileLoading);
  await expect(page.getByText('Runs on the processor.')).toBeVisible();
  await page.unroute('**/models/**');
  await page.reload();
  await expect(chosen).toBeChecked(whileLoading);
  await page.getByRole('button', { name: /^Remove / }).click();
  await expect(chosen).toHaveCount(0);
  await expect(page.getByRole('radio', { name: /Words only/ })).toBeChecked();
});

test('a model from this device: a folder that lacks a file, a whole one, and single files used as one says', async ({
  page,
}) => {
  await openSettings(page);
  await page.getByText('From this device, or from an address').click();
  const picker = page.locator('input[webkitdirectory]');
  await picker.setInputFiles(join(testModel('tiny'), 'onnx'));
  await expect(page.getByText(/^config\.json: /)).toBeVisible();
  await page.getByLabel('Model', { exact: true }).selectOption('custom');
  await picker.setInputFiles(testModel('tiny'));
  await expect(page.getByRole('radio', { name: /tiny.* mean of its tokens/ })).toBeChecked(
    whileLoading,
  );

  await page.getByLabel('What stands for a text').selectOption('first');
  await page.getByLabel('Before a text that is searched in').fill('rain ');
  const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
  const files = [...names, 'onnx/model_quantized.onnx'].map((name) =>
    join(testModel('tiny'), name),
  );
  await page.locator('input[aria-label="Choose files"]').setInputFiles(files);
  const single = page.getByRole('radio', { name: /^Files of .* its first token/ });
  await expect(single).toBeChecked(whileLoading);
});

test('Review and Explore find by meaning with a model, and by words without or beside it', async ({
  page,
}) => {
  await reviewSimilar(page);
  const section = page.locator('details', { hasText: 'Similar tasks, by words or meaning' });
  const hits = section.getByRole('listitem');
  await expect(section.getByText(/By words \(lexical\)/)).toBeVisible();
  await find(page, 'snow, again and again');
  await expect(hits.first()).toContainText('About snow and about snow again');

  await fetchFromAddress(page, 'tiny');
  await expect(page.getByRole('radio', { name: /models\/tiny/ })).toBeChecked(whileLoading);
  await page.goBack();
  await page.getByText('Similar tasks, by words or meaning').click();
  await find(page, 'haiku about rain');
  await expect(section.getByText(/^By meaning, with/)).toBeVisible();
  await expect(hits.nth(0)).toContainText('Write a haiku about rain');
  await expect(hits.nth(1)).toContainText('Write a poem about rain');

  await test.step('a model that was put away and taken up again still finds', async () => {
    await goTo(page, 'Settings');
    await page.getByRole('radio', { name: /Words only/ }).check();
    const model = page.getByRole('radio', { name: /models\/tiny/ });
    await model.check();
    await expect(model).toBeEnabled(whileLoading);
    await page.goBack();
    await page.getByText('Similar tasks, by words or meaning').click();
    await find(page, 'poem about snow');
    await expect(hits.first()).toContainText('About snow and about snow again');
  });

  await test.step('in Explore one chooses between both', async () => {
    await goTo(page, 'Explore');
    const look = page.getByRole('button', { name: 'Find near-duplicates' });
    await page.getByText('By meaning', { exact: true }).click();
    await page.getByLabel('Alike from').fill('0.7');
    await look.click();
    await expect(page.getByText('1 group with 2 tasks alike, of 4 looked at')).toBeVisible();
    await page.getByText('By words (lexical)', { exact: true }).click();
    await expect(page.getByText(/can’t find synonyms/)).toBeVisible();
    await page.getByLabel('Alike from').fill('0.95');
    await look.click();
    await expect(page.getByText('No near-duplicates among 4 tasks')).toBeVisible();
    await expect(page).toHaveURL(/explore\?by=words&threshold=0\.95$/);
    await page.getByText('Map', { exact: true }).click();
    await expect(page.getByRole('radio', { name: 'By words (lexical)' })).toBeChecked();
    await expectAccessible(page, 'a map with a choice of vectors');
  });
});

test('embedding in the background can be paused, stays so over a reload, and goes on where it was', async ({
  page,
}) => {
  testModel('minilm-shape');
  await fetchFromAddress(page, 'minilm-shape');
  await expect(page.getByRole('radio', { name: /minilm-shape/ })).toBeChecked({ timeout: 60_000 });
  // So many that they are not all embedded before somebody can pause.
  const texts = 1_600;
  const many = Array.from({ length: texts }, (_, n) =>
    JSON.stringify({
      instruction: `Explain in a few words what object number ${n} is for`,
      input: '',
      output: 'Done.',
    }),
  );
  await reviewSimilar(page, many);
  const count = page.getByText(/^[\d,]+ of 1,600 texts$/);
  await page.getByText(/^[1-9][\d,]* of 1,600 texts$/).waitFor({ timeout: 60_000 });
  const embedded = async () => parseInt((await count.innerText()).replace(',', ''), 10);

  await page.getByRole('button', { name: 'Pause' }).click();
  const goOn = page.getByRole('button', { name: 'Go on' });
  await expect(goOn).toBeVisible();
  const before = await embedded();

  await page.reload();
  await page.getByText('Similar tasks, by words or meaning').click();
  await expect(goOn).toBeVisible({ timeout: 60_000 });
  const after = await embedded();
  expect(after).toBeGreaterThanOrEqual(before);
  expect(after).toBeLessThan(texts);
  await goOn.click();

  // Nobody waits for it to be done: the next visit goes on by itself.
  await page.reload();
  await page.getByText('Similar tasks, by words or meaning').click();
  await expect(page.getByText(/^By meaning, with/)).toBeVisible(whileLoading);
  await expect(count).toHaveCount(0, { timeout: 90_000 });
  await expect(page.getByRole('list', { name: 'Nearest to this task' })).toBeVisible();
});
