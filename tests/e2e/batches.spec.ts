import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Download, Page } from '@playwright/test';
import { isComplete, isInPool } from '#core/model/effective-task.ts';
import { answerBatchFile } from '#tests/support/batch-script.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, generate, openNewRun } from './support/steps.ts';
import { expectWholeHistory } from './support/whole-history.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Hand over to a batch' });

/** Prepares the files of a step and downloads them all; gives their texts in order. */
async function handOver(page: Page, step: RegExp, callsAFile: number): Promise<string[]> {
  const panel = dialog(page);
  const option = panel.getByRole('option', { name: step });
  await panel.getByLabel('Step').selectOption((await option.getAttribute('value')) ?? '');
  await panel.getByLabel('Calls a file, at most').fill(String(callsAFile));
  await panel.getByRole('button', { name: /^Prepare \d/ }).click();
  const list = panel.getByRole('list', { name: 'Batch files' });
  await expect(list).toBeVisible();
  const files = await list.getByRole('listitem').count();
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await panel.getByRole('button', { name: 'Download all' }).click();
  await expect.poll(() => downloads.length).toBe(files);
  page.removeAllListeners('download');
  const named = downloads.toSorted((a, b) =>
    a.suggestedFilename().localeCompare(b.suggestedFilename()),
  );
  return Promise.all(named.map(async (each) => readFile(await each.path(), 'utf8')));
}

/** Gives result files to the drop zone and waits until all are read. */
async function giveResults(page: Page, files: readonly { name: string; bytes: Buffer }[]) {
  const paths = [];
  for (const { name, bytes } of files) {
    const path = test.info().outputPath(name);
    await writeFile(path, bytes);
    paths.push(path);
  }
  const results = dialog(page).getByRole('region', { name: 'Results of a batch' });
  await results.locator('input[type=file]').setInputFiles(paths);
  for (const { name } of files) {
    await expect(results.getByRole('heading', { name }).first()).toBeVisible();
  }
  return results;
}

const plain = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`);

test('steps 2 and 3 go out in files and come back out of order, one of them twice', async ({
  page,
  startModel,
}) => {
  // Slow enough that most tasks are still to be typed when the run is paused, on any machine.
  const server = await startModel({ delayMs: 50, slowSteps: { classification: 4000 } });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl, api: 'chat' });
  // The published order: every task is accepted before the first is typed.
  await page.getByRole('radio', { name: /^Paper/ }).check();
  await generate(page, 30);
  await expect.poll(() => server.callsOf('classification').length, { timeout: 60_000 }).not.toBe(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  const asked = server.calls.length;

  await page.getByRole('button', { name: 'Hand over to a batch…' }).click();
  await expect(
    dialog(page).getByText(/^About [\d.,]+K? tokens; the price is not known/),
  ).toBeVisible();
  await expect(dialog(page).getByText(/caps of the run do not cover these calls/)).toBeVisible();
  const typing = await handOver(page, /^Step 2/, 5);
  expect(typing.length).toBeGreaterThan(1);
  expect(typing[0]).toContain('"url":"/v1/chat/completions"');
  await expect(
    dialog(page)
      .getByText(/^vllm run-batch -i /)
      .first(),
  ).toBeVisible();
  await expectAccessible(page, 'a hand-over');
  const [first = [], ...others] = typing.map((text) => answerBatchFile(text, 'vllm'));
  const rest = others.toReversed().flat();
  const results = await giveResults(page, [
    { name: 'rest.results.jsonl', bytes: plain(rest) },
    { name: 'first.results.jsonl.gz', bytes: gzipSync(plain(first)) },
    { name: 'rest-again.results.jsonl', bytes: plain(rest) },
  ]);
  await expect(results.getByText(`0 taken, ${rest.length} there already`)).toBeVisible();

  const filling = await handOver(page, /^Step 3/, 20);
  const filled = filling.flatMap((text) => answerBatchFile(text)).toReversed();
  await giveResults(page, [{ name: 'instances.results.jsonl', bytes: plain(filled) }]);
  await expect(dialog(page).getByText(/calls? (is|are) away/)).toBeHidden();

  const rows = await readStoredRows(page, projectIdOf(page));
  expectWholeHistory(rows);
  const accepted = rows.tasks.filter((task) => task.origin === 'machine' && isInPool(task));
  expect(accepted.length).toBeGreaterThanOrEqual(30);
  expect(accepted.filter(({ isClassification }) => isClassification === null)).toEqual([]);
  expect(accepted.filter(isComplete).length).toBeGreaterThan(accepted.length * 0.9);
  expect(server.calls, 'calls that the browser made meanwhile').toHaveLength(asked);
});

test('what is away stays away when the run goes on, until it is called back', async ({
  page,
  startModel,
}) => {
  const server = await startModel({ delayMs: 50, slowSteps: { classification: 4000 } });
  await openNewRun(page);
  await chooseModel(page, { baseUrl: server.baseUrl, api: 'chat' });
  await page.getByRole('radio', { name: /^Paper/ }).check();
  await generate(page, 24);
  await expect.poll(() => server.callsOf('classification').length, { timeout: 60_000 }).not.toBe(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  const resume = page.getByRole('button', { name: 'Resume' });
  await expect(resume).toBeVisible();
  await page.getByRole('button', { name: 'Hand over to a batch…' }).click();
  await handOver(page, /^Step 2/, 4);
  const asked = server.calls.length;
  await page.getByRole('button', { name: 'Close' }).click();
  await resume.click();
  await expect(resume).toBeVisible();
  expect(server.calls).toHaveLength(asked);

  server.slowSteps = {};
  await page.getByRole('button', { name: 'Hand over to a batch…' }).click();
  await dialog(page).getByRole('button', { name: 'Call them back' }).click();
  await expect(dialog(page).getByText(/calls? (is|are) away/)).toBeHidden();
  await page.getByRole('button', { name: 'Close' }).click();
  await resume.click();
  await expect(page.getByRole('heading', { name: /^Done: / })).toBeVisible();
  expect(server.calls.length).toBeGreaterThan(asked);
  expectWholeHistory(await readStoredRows(page, projectIdOf(page)));
});
