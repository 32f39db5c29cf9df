import type { Locator, Page } from '@playwright/test';
import type { Task } from '#core/model/task.ts';
import type { ModelServer } from '#tests/support/model-server/model-server.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { findEverywhere } from './support/find-everywhere.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, generate, openNewRun } from './support/steps.ts';

const key = 'planted-key-3';

const modelSection = (page: Page): Locator => page.getByRole('region', { name: 'Model' });

const rootOf = (server: ModelServer, provider: 'anthropic' | 'gemini'): string =>
  provider === 'gemini' ? server.geminiUrl : server.baseUrl;

/** What recipes ask; Alpaca's one call makes whole tasks. */
const stepsOf = {
  Modern: ['instruction', 'classification', 'instance'],
  Alpaca: ['whole-task'],
} as const;

const isMachines = ({ origin, status }: Task): boolean =>
  origin === 'machine' && status === 'accepted';

// What Chromium itself writes to the console about a call that failed.
const failedCall = /Failed to load resource|net::ERR_|blocked by CORS policy|Fetch API cannot load/;

async function testConnection(page: Page): Promise<void> {
  await modelSection(page).getByRole('button', { name: 'Test connection' }).click();
}

for (const { provider, recipe } of [
  { provider: 'anthropic', recipe: 'Modern' },
  { provider: 'gemini', recipe: 'Alpaca' },
] as const) {
  test(`${provider}: models are listed, the connection is tested, a run by recipe ${recipe} is done`, async ({
    page,
    startModel,
  }) => {
    const server = await startModel({ key });
    await openNewRun(page);
    await chooseModel(page, { baseUrl: rootOf(server, provider), provider, key });
    const section = modelSection(page);
    await section.getByRole('button', { name: 'List models' }).click();
    await expect(section.getByText('1 model found')).toBeVisible();
    await testConnection(page);
    const result = section.getByRole('region', { name: 'The connection works' });
    await expect(result).toContainText('Yes, I can hear you.');

    await page.getByRole('radio', { name: new RegExp(`^${recipe}`) }).check();
    const tried = server.calls.length;
    await generate(page, 5);
    await expectDone(page);
    expect(new Set(server.calls.map(({ wire }) => wire))).toEqual(new Set([provider]));
    expect(server.calls.filter(({ authorization }) => authorization !== 'right')).toEqual([]);
    const steps = new Set(server.calls.slice(tried).map(({ step }) => step));
    expect(steps).toEqual(new Set(stepsOf[recipe]));
    const { tasks } = await readStoredRows(page, projectIdOf(page));
    const complete = tasks.filter((task) => isMachines(task) && task.instances.length > 0);
    expect(complete.length).toBeGreaterThanOrEqual(5);
    expect(complete.flatMap(({ instances }) => instances.filter(({ output }) => !output))).toEqual(
      [],
    );
    expect(await findEverywhere(page, key)).toEqual([]);
  });

  test(`${provider}: a run outlasts an overload and a refused parameter`, async ({
    page,
    startModel,
    complaints,
  }) => {
    complaints.allow(failedCall);
    const server = await startModel({ key, scenario: 'overloaded-burst' });
    await openNewRun(page);
    await chooseModel(page, { baseUrl: rootOf(server, provider), provider, key });
    await page.getByText('Paper', { exact: true }).click();
    await generate(page, 5);
    await expect.poll(() => server.calls.length).toBeGreaterThan(3);
    server.play('unsupported-parameter');
    await expectDone(page);
  });
}

test('a test of the connection says what is wrong, and what the model refuses', async ({
  page,
  startModel,
  complaints,
}) => {
  complaints.allow(failedCall);
  const server = await startModel({ key, scenario: 'wrong-key' });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl, provider: 'anthropic', key });
  const section = modelSection(page);
  const alert = section.getByRole('alert');

  await testConnection(page);
  await expect(alert).toContainText('The key was not accepted');
  server.play('insufficient-quota');
  await testConnection(page);
  await expect(alert).toContainText('no credit left');
  server.play('unknown-model');
  await testConnection(page);
  await expect(alert).toContainText('There is no model “scripted” here');
  server.play('wrong-key-without-cors');
  await testConnection(page);
  await expect(alert).toContainText('The endpoint could not be reached');
  await expect(alert).toContainText(
    'curl -i -H "x-api-key: $KEY" -H "anthropic-version: 2023-06-01"',
  );

  server.play('unsupported-parameter');
  await testConnection(page);
  await expect(section.getByRole('region', { name: 'The connection works' })).toBeVisible();
  await expect(section.getByText('Refused by this model')).toContainText('temperature');
  await expect(page.getByText(key)).toHaveCount(0);
});

test('another address never gets the key of the one before', async ({ page, startModel }) => {
  const server = await startModel();
  await openNewRun(page);
  const section = modelSection(page);
  await section.getByText('Language model', { exact: true }).click();
  await section.getByLabel('Provider').selectOption('anthropic');
  await expect(section.getByLabel('Address')).toHaveValue('https://api.anthropic.com/v1');
  await section.getByLabel('Key').fill(key);
  await section.getByLabel('Address').fill(server.baseUrl);
  await expect(section.getByLabel('Key')).toHaveValue('');
  await section.getByLabel('Key').fill(key);
  await section.getByLabel('Provider').selectOption('gemini');
  await expect(section.getByLabel('Key')).toHaveValue('');
});

test('the browser’s built-in model makes tasks through the page, by a stand-in', async ({
  page,
  startModel,
}) => {
  const server = await startModel();
  await page.addInitScript(standInFor, `${server.baseUrl}/chat/completions`);
  await openNewRun(page);
  const section = modelSection(page);
  await section.getByText('Language model', { exact: true }).click();
  await section.getByLabel('Provider').selectOption('browser');
  await expect(section.getByText('The model is ready on this device')).toBeVisible();
  await testConnection(page);
  await expect(section.getByRole('region', { name: 'The connection works' })).toBeVisible();
  await generate(page, 5);
  await expectDone(page);
});

/** Puts a `LanguageModel` on the page that lets the scripted server think. */
function standInFor(address: string): void {
  const session = {
    prompt: async (content: string, { signal }: { signal: AbortSignal }) => {
      const body = JSON.stringify({ model: 'scripted', messages: [{ role: 'user', content }] });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(address, { method: 'POST', headers, body, signal });
      const answer = (await response.json()) as { choices: { message: { content: string } }[] };
      return answer.choices[0]?.message.content ?? '';
    },
    clone: () => Promise.resolve(session),
    destroy: () => undefined,
  };
  const model = {
    availability: () => Promise.resolve('available'),
    create: () => Promise.resolve(session),
  };
  Reflect.set(globalThis, 'LanguageModel', model);
}
