import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { linesOfData } from '#tests/support/data-files.ts';
import type { KnownTask } from '#tests/support/model-server/corpus.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expect, test } from './support/journey.ts';
import { pathOfData, testWithData } from './support/real-data.ts';

const goalMs = 50;

// A trace takes pictures of the page, which would be measured with it.
test.use({ trace: 'off' });
const it = testWithData('alpaca_52k.jsonl.gz');
const file = pathOfData('alpaca_52k.jsonl.gz');

it('52,002 Alpaca tasks are dropped in, browsed, searched and filtered', async ({ page }) => {
  await page.goto('./');
  const zone = page.getByRole('group', { name: 'Choose a file' });
  await expect(zone).toBeVisible();
  const dropped = await dataTransferOf(page, file, 'alpaca_52k.jsonl.gz');
  await watchLongTasks(page);

  const startedAt = Date.now();
  await zone.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('52,002 tasks', { exact: true })).toBeVisible({ timeout: 100_000 });
  console.log(`  in the list after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  await reportLongTasks(page, 'while importing');

  const list = page.getByRole('grid');
  await list.focus();
  for (let presses = 0; presses < 30; presses += 1) await page.keyboard.press('PageDown');
  await page.keyboard.press('End');
  await expect(list.locator('[aria-current]')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Home');
  await reportLongTasks(page, 'while browsing');

  const words = ['haiku', 'snow'];
  const expected = linesOfData(file).filter((line) => {
    const { instruction, input, output } = JSON.parse(line) as KnownTask;
    const text = `${instruction}\n${input}\n${output}`.toLowerCase();
    return words.every((word) => text.includes(word));
  }).length;
  await page.getByLabel('Search instruction, input and output').fill(words.join(' '));
  await expect(page.getByText(`${expected} of 52,002 tasks`)).toBeVisible();
  await reportLongTasks(page, 'while searching');

  await page.getByLabel('Search instruction, input and output').fill('');
  const origin = page.getByRole('group', { name: 'Origin' });
  await origin.getByRole('button', { name: /^Imported/i }).click();
  await expect(page.getByText('52,002 tasks', { exact: true })).toBeVisible();
  await page.getByLabel('Order').selectOption('instruction');
  await expect(list.getByRole('row').first()).toBeVisible();
  await reportLongTasks(page, 'while filtering and sorting');

  await watchProgress(page, 'Accepting', true);
  await changeAll(page, 'Accept');
  await expect(page.getByText('Cancelled: nothing was changed')).toBeVisible({ timeout: 30_000 });
  await watchProgress(page, 'Tagging', false);
  await changeAll(page, 'Tag');
  await expect(page.getByText('Tagged 52,002 tasks (imported): seen', { exact: true })).toBeVisible(
    { timeout: 30_000 },
  );
  const shown = await progressSeen(page);
  expect(shown.length).toBeGreaterThan(3);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
  await expect(page.getByRole('progressbar', { name: 'Tagging' })).toHaveCount(0);
  await reportLongTasks(page, 'while tagging all');

  const undoing = 'Undoing: Tagged 52,002 tasks (imported): seen';
  await watchProgress(page, undoing, true);
  await page.getByRole('button', { name: /^Undo: Tagged 52,002/ }).click();
  await expect.poll(async () => (await progressSeen(page)).length).toBeGreaterThan(0);
  await expect(page.getByRole('progressbar', { name: undoing })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Undo: Tagged 52,002/ })).toBeEnabled();

  const { tasks, log } = await readStoredRows(page, projectIdOf(page));
  expect(tasks).toHaveLength(52_002);
  expect(log.map(({ kind }) => kind)).toEqual(['imported', 'marked']);
  const overlays = new Set(tasks.map(({ human }) => JSON.stringify(human)));
  expect([...overlays]).toEqual(['{"tags":["seen"]}']);
});

/** Does something to everything that matches. */
async function changeAll(page: Page, verb: 'Accept' | 'Tag'): Promise<void> {
  const name = verb === 'Tag' ? 'Tag' : 'Accept all';
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `${verb} 52,002 tasks?` });
  if (verb === 'Tag') await dialog.getByLabel('Tag', { exact: true }).fill('seen');
  await dialog.getByRole('button', { name: `${verb} 52,002 tasks` }).click();
}

/** Notes every state of a progress bar, however quickly it passes; or presses Cancel beside it. */
async function watchProgress(page: Page, name: string, cancels: boolean): Promise<void> {
  await page.evaluate(
    ([label, isCancelled]) => {
      const seen: number[] = [];
      (window as WatchedWindow).progress = seen;
      const observer = new MutationObserver(() => {
        const bar = document.querySelector(`[role="progressbar"][aria-label="${label}"]`);
        const now = Number(bar?.getAttribute('aria-valuenow'));
        if (bar === null || seen.at(-1) === now) return;
        seen.push(now);
        if (!isCancelled) return;
        observer.disconnect();
        bar.closest('.step')?.querySelector('button')?.click();
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    },
    [name, cancels] as const,
  );
}

const progressSeen = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => (window as WatchedWindow).progress ?? []);

/** A dropped file, as the page would see it. */
async function dataTransferOf(page: Page, path: string, name: string) {
  const base64 = readFileSync(path).toString('base64');
  return page.evaluateHandle(
    ([text, fileName]) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], fileName));
      return transfer;
    },
    [base64, name] as const,
  );
}

interface WatchedWindow {
  longTasks?: number[];
  progress?: number[];
}

async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = window as WatchedWindow;
    watched.longTasks = [];
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) watched.longTasks?.push(duration);
    });
    observer.observe({ type: 'longtask' });
  });
}

/** Prints the longest task of the page since the last report; a figure of this machine, no verdict. */
async function reportLongTasks(page: Page, what: string): Promise<void> {
  const tasks = await page.evaluate(() => {
    const watched = window as WatchedWindow;
    const seen = watched.longTasks ?? [];
    watched.longTasks = [];
    return seen;
  });
  const longest = tasks.length === 0 ? `none over ${goalMs}` : Math.max(...tasks).toFixed(0);
  console.log(`  longest task of the page ${what}: ${longest} ms (goal: ${goalMs} ms)`);
}
