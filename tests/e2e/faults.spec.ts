import type { ScenarioName } from '#tests/support/model-server/scenarios.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, funnelRow, generate, openNewRun } from './support/steps.ts';

/** A fault, and what the screen must say of it: what happened and what to do. */
interface Fault {
  readonly scenario: ScenarioName;
  readonly title: string;
  readonly advice: string | RegExp;
  readonly timeoutSeconds?: number;
}

const faults: readonly Fault[] = [
  { scenario: 'wrong-key', title: 'The key was not accepted', advice: 'Paste the key again' },
  {
    scenario: 'wrong-key-without-cors',
    title: 'The endpoint could not be reached',
    advice: 'curl -i -H "Authorization: Bearer $KEY" http://127.0.0.1',
  },
  { scenario: 'insufficient-quota', title: 'The account has no credit left', advice: 'Add credit' },
  {
    scenario: 'unknown-model',
    title: 'There is no model “scripted” here',
    advice: 'Check the spelling',
  },
  { scenario: 'html', title: 'The answer is not from a model', advice: 'sign in and resume' },
  { scenario: 'cut', title: 'Replies broke off', advice: 'Check the connection' },
  { scenario: 'finish-missing', title: 'Replies broke off', advice: 'Check the connection' },
  { scenario: 'error-under-200', title: 'The provider has trouble', advice: 'Wait a while' },
  {
    scenario: 'hang',
    title: 'The model took too long',
    advice: 'Allow more time a call',
    timeoutSeconds: 1,
  },
  {
    scenario: 'context-overflow',
    title: 'The prompt is too long for the model',
    advice: 'a longer context',
  },
];

// What Chromium itself writes to the console about a call that failed.
const failedCall = /Failed to load resource|net::ERR_|blocked by CORS policy|Fetch API cannot load/;

for (const { scenario, title, advice, timeoutSeconds } of faults) {
  test(`${scenario}: says what happened and what to do, and goes on when it is mended`, async ({
    page,
    startModel,
    complaints,
  }) => {
    complaints.allow(failedCall);
    const server = await startModel({ scenario, key: 'planted-key-1' });
    await openNewRun(page);
    const time = timeoutSeconds === undefined ? {} : { timeoutSeconds };
    await chooseModel(page, { baseUrl: server.baseUrl, key: 'planted-key-1', ...time });
    await generate(page, 5);

    const alert = page.getByRole('alert', { name: title });
    await expect(alert).toBeVisible({ timeout: 90_000 });
    await expect(alert).toContainText(advice);
    await expect(alert).toContainText('is stored');
    await expect(page.getByText('planted-key-1')).toHaveCount(0);

    server.play('normal');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expectDone(page);
  });
}

test('an address where nothing answers is told from a wrong path', async ({
  page,
  startModel,
  complaints,
}) => {
  complaints.allow(failedCall);
  const server = await startModel();
  await openNewRun(page);
  const gone = await startModel();
  const { baseUrl } = gone;
  await gone.stop();
  await chooseModel(page, { baseUrl });
  await generate(page, 5);
  const dead = page.getByRole('alert', { name: 'The endpoint could not be reached' });
  await expect(dead).toContainText('the server is not running or the address is wrong');

  await dead.getByRole('button', { name: 'Change model, address or numbers' }).click();
  await chooseModel(page, { baseUrl: server.baseUrl.replace('/v1', '/nowhere') });
  await generate(page, 5);
  const wrong = page.getByRole('alert', { name: 'Nothing answers at this address' });
  await expect(wrong).toContainText('it usually ends in /v1');
});

test('a wrong key is asked for again, on the spot', async ({ page, startModel, complaints }) => {
  complaints.allow(failedCall);
  const server = await startModel({ key: 'planted-key-2' });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl, key: 'mistyped' });
  await generate(page, 5);
  const alert = page.getByRole('alert', { name: 'The key was not accepted' });
  await alert.getByLabel(/^Key for /).fill('planted-key-2');
  await alert.getByRole('button', { name: 'Go on with this key' }).click();
  await expectDone(page);
  const seen = server.calls.map(({ authorization }) => authorization);
  expect(new Set(seen)).toEqual(new Set(['wrong', 'right']));
});

for (const scenario of [
  'rate-limit-readable',
  'rate-limit-7s',
  'rate-limit-unreadable',
  'server-error-burst',
  'overloaded-burst',
  'unsupported-parameter',
] as const) {
  test(`${scenario}: the run recovers by itself`, async ({ page, startModel, complaints }) => {
    complaints.allow(failedCall);
    const server = await startModel({ scenario });
    await openNewRun(page);
    await chooseModel(page, { baseUrl: server.baseUrl });
    await generate(page, 5);
    await expectDone(page);
  });
}

test('items that the token limit cut off are counted as such', async ({ page, startModel }) => {
  const server = await startModel({ scenario: 'finish-length' });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await generate(page, 5);
  await expectDone(page);
  await expect(funnelRow(page, 'Well-formed')).toContainText(/cut off \d/);
});
