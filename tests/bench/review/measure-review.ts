import type { Page } from '@playwright/test';
import type {} from './in-page.ts';
import { tasksPerRun } from './make-tasks.ts';
import { memoryOf } from './worker-memory.ts';

export interface ReviewFigures {
  /** From opening Review in an open project to its first rows. */
  readonly openMs: number;
  /** From opening its address in an empty tab, the program and the project included. */
  readonly coldOpenMs: number;
  /** Until all tasks can be filtered. */
  readonly loadSeconds: number;
  readonly filterMsP95: number;
  readonly sortMsP95: number;
  readonly searchMsP95: number;
  readonly patternMsP95: number;
  readonly scrollFps: number;
  readonly blankRows: number;
  readonly nextTaskMsP95: number;
  /** Accepting the 100,000 tasks of one run. */
  readonly bulkSeconds: number;
  /** The longest time without a frame meanwhile. */
  readonly bulkLongestGapMs: number;
  readonly pageMb: number;
  /** Of the worker that filters, sorts and searches; all of them: `allWorkersMb`. */
  readonly workerMb: number;
  readonly allWorkersMb: number;
}

const searches = [
  ...['poem', 'the', 'photosynthesis', 'write a', 'haiku snow', '"in the"', 'climate -change'],
  ...['zebra', '"how to"', 'e', 'list three', 'equation -solve', 'Einstein', '"once upon a time"'],
  ...['python code', 'qqqq', 'translate -french -spanish', 'summary', '"a b"', 'energy'],
];
const patterns = ['/^Write/', '/\\bcats?\\b/i', '/[.!?]$/', '/(\\w+) \\1/', '/\\d{4}/'];

/** Everything about one project of `size` tasks, whose Review is at this address. */
export async function measureReview(
  page: Page,
  address: string,
  size: number,
): Promise<ReviewFigures> {
  await page.goto('about:blank');
  const coldStart = Date.now();
  await page.goto(address);
  await firstRow(page);
  const coldOpenMs = Date.now() - coldStart;
  await loaded(page, size);
  const loadSeconds = (Date.now() - coldStart) / 1000;
  // Checking for suspicions begins anew with every opening: it is waited for once, after the last.
  const opened = await openAgain(page, size);
  const memory = await memoryOf(page);
  console.log(`  opened: ${JSON.stringify({ coldOpenMs, loadSeconds, opened, memory })}`);
  const figures = {
    filterMsP95: p95('filter', await filterTimes(page)),
    sortMsP95: p95('sort', await sortTimes(page)),
    searchMsP95: p95('search', await searchTimes(page, [...searches, ...searches, ...searches])),
    patternMsP95: p95('pattern', await searchTimes(page, patterns)),
  };
  await clearSearch(page, size);
  const scroll = await page.evaluate(() => window.reviewBench.scroll(120, 300));
  const nextTaskMsP95 = p95('next task', await nextTimes(page));
  const bulk = await acceptAll(page, address, Math.min(size, tasksPerRun));
  const workers = Object.entries(memory).filter(([name]) => name !== 'page');
  return {
    openMs: opened,
    coldOpenMs,
    loadSeconds,
    ...figures,
    scrollFps: scroll.fps,
    blankRows: scroll.blanks,
    nextTaskMsP95,
    ...bulk,
    pageMb: memory['page'] ?? NaN,
    workerMb: workers.find(([name]) => name.includes('pool'))?.[1] ?? NaN,
    allWorkersMb: workers.reduce((sum, [, mb]) => sum + mb, 0),
  };
}

const firstRow = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => window.reviewBench.firstRows() !== '');

/** All tasks are there, and so is the project that changes are sent to. */
async function loaded(page: Page, size: number): Promise<void> {
  const words = size.toLocaleString('en');
  await page.locator('p.count b', { hasText: words }).waitFor();
  await page.locator('p.count .more').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Accept all' }).and(page.locator(':enabled')).waitFor();
}

/** What goes on in the background (checking for suspicions) has come to its end. */
async function settled(page: Page): Promise<void> {
  const group = page.getByRole('group', { name: 'Suspicions' });
  let before = '';
  for (let same = 0; same < 3;) {
    await page.waitForTimeout(3_000);
    const now = (await group.count()) === 0 ? '' : ((await group.textContent()) ?? '');
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

/** From another page of the open project. */
async function openAgain(page: Page, size: number): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    await page.getByRole('link', { name: 'Export' }).click();
    await page.getByRole('heading', { name: 'Export', level: 1 }).waitFor();
    times.push(
      await page.evaluate(() =>
        window.reviewBench.timeChange(
          () => document.querySelector<HTMLElement>('nav a[href*="/review"]')?.click(),
          () => window.reviewBench.firstRows(),
        ),
      ),
    );
    await firstRow(page);
  }
  await loaded(page, size);
  await settled(page);
  return p95('open', times);
}

const filters = [
  ...[
    ['Status', 'rejected'],
    ['Reason', 'too similar'],
    ['Type', 'classification'],
  ],
  ...[
    ['Status', 'accepted'],
    ['Reason', 'banned word'],
    ['Reason', 'too short'],
  ],
] as const;

/** Each filter on its own and on top of others, put on and taken off. */
async function filterTimes(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const [group, value] of [...filters, ...filters, ...filters.toReversed()]) {
    times.push(await clickFilter(page, group, value));
    times.push(await clickFilter(page, group, value));
  }
  await clickFilter(page, 'Type', 'classification');
  for (const [group, value] of filters.filter(([name]) => name !== 'Type')) {
    times.push(await clickFilter(page, group, value));
    times.push(await clickFilter(page, group, value));
  }
  await clickFilter(page, 'Type', 'classification');
  return times;
}

function clickFilter(page: Page, group: string, value: string): Promise<number> {
  return page.evaluate(
    ([groupName, valueName]) => {
      const groups = [...document.querySelectorAll<HTMLElement>('.filters [role="group"]')];
      const found = groups.find((one) => one.querySelector('h3')?.textContent === groupName);
      const buttons = [...(found?.querySelectorAll('button') ?? [])];
      const button = buttons.find((one) => one.querySelector('.word')?.textContent === valueName);
      if (button === undefined) throw new Error(`no filter ${groupName} ${valueName}`);
      return window.reviewBench.timeChange(
        () => button.click(),
        () => window.reviewBench.count(),
      );
    },
    [group, value] as const,
  );
}

const heads = [
  ...['Instruction', 'Highest ROUGE-L with another task', 'Reason or type'],
  ...['Instruction', 'Highest ROUGE-L with another task'],
];

/** Every head twice: one way and the other. */
async function sortTimes(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const head of [...heads, ...heads, ...heads]) {
    for (let click = 0; click < 2; click += 1) {
      const time = page.evaluate((label) => {
        const button = document.querySelector<HTMLElement>(
          `[role="columnheader"] button[title="Order by ${label.toLowerCase()}"]`,
        );
        if (button === null) throw new Error(`no column ${label}`);
        return window.reviewBench.timeChange(
          () => button.click(),
          () => window.reviewBench.firstRows(),
        );
      }, head);
      times.push(await time);
    }
  }
  return times;
}

async function searchTimes(page: Page, texts: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) times.push(await search(page, text));
  return times;
}

function search(page: Page, text: string): Promise<number> {
  return page.evaluate((typed) => {
    return window.reviewBench.timeChange(
      () => window.reviewBench.type(typed),
      () => window.reviewBench.counts(),
    );
  }, text);
}

async function clearSearch(page: Page, size: number): Promise<void> {
  await search(page, '');
  await loaded(page, size);
}

async function nextTimes(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let press = 0; press < 60; press += 1) {
    const time = page.evaluate(() => {
      const grid = document.querySelector('[role="grid"]');
      const key = new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true });
      return window.reviewBench.timeChange(
        () => grid?.dispatchEvent(key),
        () => document.querySelector('section[aria-label="Task"] h2')?.textContent ?? '',
      );
    });
    times.push(await time);
  }
  return times;
}

async function acceptAll(
  page: Page,
  address: string,
  count: number,
): Promise<{ bulkSeconds: number; bulkLongestGapMs: number }> {
  await page.goto(`${address}?run=1`);
  const words = count.toLocaleString('en');
  await page.locator('p.count', { hasText: words }).waitFor();
  await page.getByRole('button', { name: 'Accept all' }).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: `Accept ${words}` });
  await confirm.waitFor();
  const longestGap = await page.evaluateHandle(() => window.reviewBench.watchFrames());
  const start = Date.now();
  await confirm.click();
  await page.getByText(`Accepted ${words} tasks`).first().waitFor();
  const bulkSeconds = (Date.now() - start) / 1000;
  const bulkLongestGapMs = await longestGap.evaluate((longest) => longest());
  return { bulkSeconds, bulkLongestGapMs };
}

function p95(name: string, times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const value = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN;
  console.log(`  ${name}: ${times.map((time) => time.toFixed(0)).join(' ')}`);
  return value;
}
