import type { Page } from '@playwright/test';
import { serveLab, type LabServer } from '#tests/support/embedding-lab/lab-server.ts';
import { testModel } from '#tests/support/models/test-models.ts';
import { expect, test } from './support/journey.ts';
import { goTo } from './support/steps.ts';

// The built site with models beside it, from a server that can fail half-way.

let server: LabServer;

/** The runtime of a model is 14 MB of WebAssembly, which a busy machine takes its time to compile. */
const whileLoading = { timeout: 60_000 };

test.beforeAll(async () => {
  testModel('minilm-shape');
  server = await serveLab('out/e2e-site');
});
test.afterAll(() => server.stop());
test.beforeEach(() => {
  server.fault = null;
});

async function fetchModel(page: Page, name: string): Promise<void> {
  await page.getByLabel('Address of the folder').fill(`${server.address}models/${name}`);
  await page.getByRole('button', { name: 'Fetch from this address' }).click();
}

async function openModelSettings(page: Page): Promise<void> {
  await page.goto(`${server.address}#/settings`);
  await page.getByText('From this device, or from an address').click();
}

const stored = (page: Page, name: string) => page.getByRole('radio', { name: new RegExp(name) });

test('a fetch tells how far it is and can be cancelled; cut off or corrupt, it names the file and stores nothing', async ({
  page,
  complaints,
}) => {
  await openModelSettings(page);

  await test.step('progress, and cancel', async () => {
    server.fault = { path: 'model_quantized.onnx', kind: 'slow' };
    await fetchModel(page, 'minilm-shape');
    const bar = page.getByRole('progressbar', { name: /^Fetching onnx\/model_quantized\.onnx/ });
    await expect(bar).toBeVisible();
    await expect(page.getByText(/^[\d.]+ MB of [\d.]+ MB · onnx/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(bar).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(stored(page, 'minilm-shape')).toHaveCount(0);
  });

  await test.step('the network goes half-way', async () => {
    complaints.allow(/Failed to load resource/);
    server.fault = { path: 'model_quantized.onnx', kind: 'cut' };
    await page.getByText('From this device, or from an address').click();
    await fetchModel(page, 'minilm-shape');
    const alert = page.getByRole('alert', { name: 'The connection broke' });
    await expect(alert).toContainText('onnx/model_quantized.onnx');
    await expect(alert).toContainText('Nothing half-fetched was stored');
    await expect(stored(page, 'minilm-shape')).toHaveCount(0);
  });

  await test.step('a file is corrupt, and the next model loads all the same', async () => {
    server.fault = { path: 'model_quantized.onnx', kind: 'broken' };
    await page.getByText('From this device, or from an address').click();
    await fetchModel(page, 'tiny');
    const alert = page.getByRole('alert', { name: 'A file of the model is damaged' });
    await expect(alert).toContainText('onnx/model_quantized.onnx', whileLoading);
    server.fault = null;
    await page.getByText('From this device, or from an address').click();
    await fetchModel(page, 'tiny');
    await expect(stored(page, 'models/tiny')).toBeChecked(whileLoading);
    await expect(alert).toHaveCount(0);
  });

  await test.step('without WebGPU it says so and runs on the processor', async () => {
    await page.getByLabel('Weights').selectOption('fp32');
    await page.getByText('From this device, or from an address').click();
    await fetchModel(page, 'tiny');
    await expect(
      page.getByText(/^Runs on the processor\. .*(WebGPU|promise integration)/),
    ).toBeVisible(whileLoading);
  });
});

test('a stored model works without a network, says which text it cut, and its vectors can be kept whole or removed', async ({
  page,
  context,
  complaints,
}) => {
  // The browser's own request, which no page can answer.
  complaints.allow(/ERR_INTERNET_DISCONNECTED .*favicon\.svg/);
  await openModelSettings(page);
  await fetchModel(page, 'tiny');
  await expect(stored(page, 'models/tiny')).toBeChecked(whileLoading);

  await page.goto(server.address);
  const long = `Write about rain ${'and snow '.repeat(2_000)}`;
  const lines = [long, 'Write a poem about rain', 'Write a haiku about rain'].map((instruction) =>
    JSON.stringify({ instruction, input: '', output: 'Done.' }),
  );
  await page
    .getByRole('group', { name: 'Choose a file' })
    .locator('input[type=file]')
    .setInputFiles({
      name: 'long.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from(lines.join('\n')),
    });
  await expect(page.getByText('3 tasks', { exact: true })).toBeVisible();
  const address = page.url().replace(/\?.*/, '');
  await goTo(page, 'Settings');
  await expect(page.getByText('Starts without a network')).toBeVisible();

  await context.setOffline(true);
  await page.goto(`${address}?task=1`);
  await page.reload();
  await page.getByText('Similar tasks, by words or meaning').click();
  const section = page.locator('details', { hasText: 'Similar tasks, by words or meaning' });
  await expect(section.getByText(/^By meaning, with .*tiny/)).toBeVisible(whileLoading);
  await expect(section.getByText('This task’s instruction is longer than the model')).toBeVisible();
  await expect(section.getByText('1 text is longer than the model reads')).toBeVisible();
  await expect(section.getByRole('listitem')).toHaveCount(2);

  await goTo(page, 'Settings');
  const vectors = page.getByRole('region', { name: 'Stored vectors' });
  await expect(vectors.getByText(/3 by .*tiny.* 1 text longer than it reads/)).toBeVisible();
  await expect(
    vectors.getByText(/8 bits: rounding moves a similarity by 0\.\d{4} at/),
  ).toBeVisible();
  await vectors.getByLabel('Keep vectors').selectOption('float32');
  await page.goBack();
  await page.getByText('Similar tasks, by words or meaning').click();
  await expect(section.getByRole('listitem')).toHaveCount(2);

  await goTo(page, 'Settings');
  await expect(vectors.getByText(/3 by .*full precision: nothing is rounded/)).toBeVisible();
  await expect(vectors.getByLabel('Keep vectors')).toHaveValue('float32');
  await vectors.getByRole('button', { name: /^Remove the vectors of long by .*8 bits/ }).click();
  await expect(vectors.getByRole('listitem')).toHaveCount(1);
  await vectors.getByRole('button', { name: /^Remove the vectors of long by/ }).click();
  await expect(vectors.getByText('No vectors are stored.')).toBeVisible();
  await page.reload();
  await expect(vectors.getByText('No vectors are stored.')).toBeVisible();
});
