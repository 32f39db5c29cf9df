import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { dataFolder, linesOfData } from '#tests/support/data-files.ts';
import { browserFlags } from '../../../scripts/find-browser.ts';
import { ensureBrowser } from '../../../scripts/install-browser.ts';
import type { Bench } from '../bench.ts';
import { bundle } from '../bench-page.ts';
import type { fillProject } from './fill-project.ts';
import { measureReview, type ReviewFigures } from './measure-review.ts';
import { serveBuiltSite } from './site.ts';

/**
 * Review in the built site, by its real page and workers, with 100,000 and 1,000,000 tasks made from
 * the published 52,002 (see `make-tasks.ts`). `--sizes N,N`: other numbers of tasks.
 */
export const run: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, sizes: { type: 'string', default: '100000,1000000' } },
  });
  const lines = linesOfData(join(dataFolder(), 'alpaca_52k.jsonl.gz')).join('\n');
  const filler = await bundle(join(import.meta.dirname, 'fill-project.ts'));
  const inPage = { content: await bundle(join(import.meta.dirname, 'in-page.ts')) };
  const site = await serveBuiltSite();
  const results: Record<string, ReviewFigures> = {};
  try {
    for (const size of values.sizes.split(',').map(Number)) {
      results[size] = await inNewProfile(inPage, async (page) => {
        await page.goto(site.address);
        await page.evaluate(filler);
        const projectId = await page.evaluate(
          (plan) => seedbedBench.fillProject(plan.lines, plan.size),
          { lines, size },
        );
        return measureReview(page, `${site.address}#/p/${projectId}/review`, size);
      });
      console.log(`${size}: ${JSON.stringify(results[size])}`);
    }
  } finally {
    site.stop();
  }
  const line = JSON.stringify({ bench: 'review', results }, rounded);
  console.log(values.json === true ? line : JSON.stringify(JSON.parse(line), null, 2));
};

/** In a profile on disk: one without a folder keeps its databases in memory. */
async function inNewProfile<T>(
  inPage: { content: string },
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    args: browserFlags,
    viewport: { width: 1440, height: 900 },
  });
  try {
    await context.addInitScript(inPage);
    const [page = await context.newPage()] = context.pages();
    page.setDefaultTimeout(0);
    page.on('console', (message) => console.log(`  ${message.text()}`));
    return await work(page);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;

declare const seedbedBench: { readonly fillProject: typeof fillProject };
