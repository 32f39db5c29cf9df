import type { CallFailureKind } from '#core/model/model-call.ts';
import type { ScenarioName } from '#tests/support/model-server/scenarios.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { blockingFaults } from './support/blocking-faults.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, expectDone, funnelRow, generate, openNewRun } from './support/steps.ts';
import { expectKept, expectWholeHistory } from './support/whole-history.ts';

// What Chromium itself writes to the console about a call that failed.
const failedCall = /Failed to load resource|net::ERR_|blocked by CORS policy|Fetch API cannot load/;

/** `fault 5, wrong-key-without-cors` */
const nameOf = (scenario: ScenarioName, number?: number): string =>
  number === undefined ? scenario : `fault ${number}, ${scenario}`;

for (const { number, scenario, kind, title, advice, timeoutSeconds } of blockingFaults) {
  test(`${nameOf(scenario, number)}: says what happened and what to do, and goes on when it is mended`, async ({
    page,
    startModel,
    complaints,
  }) => {
    complaints.allow(failedCall);
    const server = await startModel({ scenario, key: 'planted-key-1', sparesProbes: true });
    await openNewRun(page);
    const time = timeoutSeconds === undefined ? {} : { timeoutSeconds };
    await chooseModel(page, { baseUrl: server.baseUrl, key: 'planted-key-1', ...time });
    await generate(page, 5);

    const alert = page.getByRole('alert', { name: title });
    await expect(alert).toBeVisible({ timeout: 90_000 });
    await expect(alert).toContainText(advice);
    await expect(alert).toContainText('is stored');
    await expect(page.getByText('planted-key-1')).toHaveCount(0);
    const blocked = await readStoredRows(page, projectIdOf(page));
    expect(blocked.runs.at(-1)).toMatchObject({ state: 'blocked', failure: { kind } });
    expect(blocked.attempts.length).toBe(server.calls.length);
    for (const { outcome } of blocked.attempts) {
      expect(outcome).toMatchObject({ kind: 'failure', failure: { kind } });
    }

    server.play('normal');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expectDone(page);
    const rows = await readStoredRows(page, projectIdOf(page));
    expect(rows.attempts.slice(0, blocked.attempts.length)).toEqual(blocked.attempts);
    expectWholeHistory(rows);
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

/** Faults that pass, and what of them must be stored and shown. */
const passing: readonly {
  readonly number: number;
  readonly scenario: ScenarioName;
  readonly kind: CallFailureKind;
  readonly says?: RegExp;
}[] = [
  { number: 1, scenario: 'rate-limit-7s', kind: 'rate-limited', says: /Goes on at \d\d:\d\d/ },
  { number: 2, scenario: 'rate-limit-unreadable', kind: 'rate-limited' },
  { number: 6, scenario: 'server-error-burst', kind: 'server-error' },
  { number: 6, scenario: 'overloaded-burst', kind: 'server-error' },
  { number: 14, scenario: 'unsupported-parameter', kind: 'refused-parameter' },
];

for (const { number, scenario, kind, says } of passing) {
  test(`${nameOf(scenario, number)}: the run recovers by itself`, async ({
    page,
    startModel,
    complaints,
  }) => {
    complaints.allow(failedCall);
    const server = await startModel({ scenario, sparesProbes: true });
    await openNewRun(page);
    await chooseModel(page, { baseUrl: server.baseUrl });
    // More than the replies beside it bring, so that the refused request is wanted again.
    await generate(page, says ? 40 : 5);
    if (says) await expect(page.getByText(says)).toBeVisible();
    await expectDone(page);
    const rows = await readStoredRows(page, projectIdOf(page));
    expectWholeHistory(rows);
    const failures = rows.attempts.filter(({ outcome }) => outcome.kind === 'failure');
    expect(failures.length).toBeGreaterThan(0);
    for (const { outcome } of failures) expect(outcome).toMatchObject({ failure: { kind } });
    const [first] = failures;
    const again = rows.attempts.findLast(({ requestId }) => requestId === first?.requestId);
    // It was answered in the end, or is kept unsent because others met the target.
    const isKept = first && rows.runs.at(-1)?.unsent?.includes(first.requestId);
    expect(again?.outcome.kind === 'reply' || isKept).toBe(true);
    if (scenario === 'rate-limit-7s') {
      expect((again?.startedAt ?? 0) - (first?.endedAt ?? 0)).toBeGreaterThanOrEqual(7_000);
    }
    if (kind !== 'refused-parameter') return;
    const replies = rows.attempts.filter(({ outcome }) => outcome.kind === 'reply');
    expect(replies.filter(({ outcome }) => !('dropped' in outcome))).toEqual([]);
  });
}

test('fault 3, rate-limit-hour: “paused until” outlasts a reload, and sends nothing', async ({
  page,
  startModel,
  complaints,
}) => {
  complaints.allow(failedCall);
  const server = await startModel({ scenario: 'rate-limit-hour', sparesProbes: true });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await generate(page, 30);
  const notice = page.getByText(/^Paused until \d\d:\d\d.*Goes on by itself, after a reload too/);
  await expect(notice).toBeVisible();
  await expect(page.getByText(/^0 in flight/)).toBeVisible();
  const asked = server.calls.length;
  const time = (await notice.textContent())?.slice(0, 'Paused until 00:00'.length) ?? '';
  const before = await readStoredRows(page, projectIdOf(page));
  expect(before.runs.at(-1)).toMatchObject({ state: 'running' });
  const heldFor = (before.runs.at(-1)?.heldUntil ?? 0) - (before.attempts[0]?.endedAt ?? 0);
  expect(Math.round(heldFor / 60_000)).toBe(60);

  await page.reload();
  await expect(notice).toContainText(time);
  await expect(page.getByText(/^0 in flight/)).toBeVisible();
  expect(server.calls).toHaveLength(asked);
  await page.getByRole('button', { name: 'Go on now' }).click();
  await expectDone(page);
  await expect(notice).toHaveCount(0);
  const after = await readStoredRows(page, projectIdOf(page));
  expectKept(before, after);
  expectWholeHistory(after);
});

test('fault 13, no network: the run waits, says so, and goes on by itself', async ({
  page,
  context,
  startModel,
  complaints,
}) => {
  complaints.allow(failedCall);
  const server = await startModel({ delayMs: 100 });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl.replace('127.0.0.1', 'model.test') });
  await generate(page, 60);
  await expect(funnelRow(page, 'Novel').getByRole('cell').first()).toHaveText(/^[1-9]/);
  // Tells pages and workers that there is no network; the calls of workers it does not keep back.
  await context.setOffline(true);
  server.play('cut');
  await expect(page.getByText('This browser is offline. Goes on by itself.')).toBeVisible();
  await expect(page.getByText(/^0 in flight/)).toBeVisible();
  const cut = await readStoredRows(page, projectIdOf(page));
  expect(cut.runs.at(-1)).toMatchObject({ state: 'running' });
  // A reply that was on its way when the network went may have come last.
  expect(
    cut.attempts.some(
      ({ outcome }) => outcome.kind === 'failure' && outcome.failure.kind === 'offline',
    ),
  ).toBe(true);
  await context.setOffline(false);
  server.play('normal');
  await expectDone(page);
  const rows = await readStoredRows(page, projectIdOf(page));
  expectKept(cut, rows);
  expectWholeHistory(rows);
});

test('fault 10, finish-length: items that the token limit cut off are counted as such', async ({
  page,
  startModel,
}) => {
  const server = await startModel({ scenario: 'finish-length' });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  await generate(page, 5);
  await expectDone(page);
  await expect(funnelRow(page, 'Well-formed')).toContainText(/cut off \d/);
});

test('fault 10, filtered and empty replies are kept apart from good ones, and the run goes on', async ({
  page,
  startModel,
}) => {
  const server = await startModel({ scenario: 'finish-content-filter' });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl });
  // Enough that the run is not over before every kind of reply was given.
  await generate(page, 60);
  await expect.poll(() => server.calls.length).toBeGreaterThan(2);
  server.play('empty-reply');
  const more = server.calls.length;
  await expect.poll(() => server.calls.length).toBeGreaterThan(more + 2);
  server.play('normal');
  await expectDone(page);
  const { attempts } = await readStoredRows(page, projectIdOf(page));
  const told = new Set(
    attempts.map(({ outcome }) =>
      outcome.kind === 'reply' ? outcome.finishReason : outcome.failure.kind,
    ),
  );
  expect(told).toContain('content-filter');
  expect(told).toContain('empty-reply');
});
