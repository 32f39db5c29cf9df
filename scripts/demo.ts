// The whole way through the built site, without hands: npm run demo -- --target 100 --seed 1 --out FILE
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Funnel } from '#core/model/run.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { browserFlags } from './find-browser.ts';
import { ensureBrowser } from './install-browser.ts';
import { serveSite } from './serve-site.ts';

const minutesMs = 60_000;

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const { target, seed, out } = values;
if (out === undefined || !/^[1-9]\d*$/.test(target) || !/^\d+$/.test(seed)) {
  console.error('npm run demo -- --target TASKS --seed NUMBER --out FILE');
  process.exit(2);
}

const site = await serveSite('out/demo-site');
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(minutesMs);
  await page.goto(`${site.address}#/?target=${target}&seed=${seed}`);
  const startedAt = performance.now();
  const funnel = await generate(page);
  await exportTo(page, out);
  printFunnel(funnel);
  console.log(`seconds\t${((performance.now() - startedAt) / 1000).toFixed(1)}`);
} finally {
  await browser.close();
  site.stop();
}

/** Clicks the first door and waits for the end of the run. */
async function generate(page: Page): Promise<Funnel> {
  await page.getByRole('button', { name: 'Try it now' }).click();
  const ends = ['Done: ', 'Stopped at ', 'The latest replies', 'Seedbed itself failed'];
  const title = page.getByRole('heading', { name: new RegExp(`^(${ends.join('|')})`) });
  await title.waitFor({ timeout: Number(target) * 10_000 + 5 * minutesMs });
  const text = (await title.textContent()) ?? '';
  const run = (await readStoredRows(page, projectIdOf(page))).runs.at(-1);
  if (run?.state !== 'done') throw new Error(`The run did not reach its target. ${text}`);
  return run.funnel;
}

/** Complete tasks without the seeds, a line an instance. */
async function exportTo(page: Page, path: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Export' }).click();
  await page.getByRole('radio', { name: /^Alpaca JSON lines/ }).check();
  await page.getByLabel(/^And the seeds/).uncheck();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download [\d,]+ lines?$/ }).click(),
  ]);
  await download.saveAs(path);
}

function printFunnel({ losses, ...stages }: Funnel): void {
  const words: readonly (readonly [string, number])[] = [
    ['replies', stages.replies],
    ['proposed', stages.proposed],
    ['well-formed', stages.wellFormed],
    ['novel', stages.novel],
    ['typed', stages.typed],
    ['complete', stages.complete],
    ...Object.entries(losses),
  ];
  for (const [stage, count] of words) console.log(`${stage}\t${count}`);
}
