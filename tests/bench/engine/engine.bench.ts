import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { browserFlags } from '../../../scripts/find-browser.ts';
import { ensureBrowser } from '../../../scripts/install-browser.ts';
import { serveSite } from '../../../scripts/serve-site.ts';
import type { Bench } from '../bench.ts';
import { chooseModel, doneNotice, generate, goTo } from '#tests/e2e/support/steps.ts';
import { dataFolder } from '#tests/support/data-files.ts';
import { ModelOverH2, type Pace, type Span } from './model-over-h2.ts';

const SLOTS = 32;
const POOL = 50_000;
const REAL: Pace = { medianMs: 200, sigma: 0.5, hangs: 0.002 };
const INSTANT: Pace = { medianMs: 0, sigma: 0, hangs: 0 };
const RUN_LIMIT_MS = 300_000;

/** Calls that are left out at either end of a run. */
const EDGE = SLOTS * 2;

interface Measured {
  /** Share of the slots that were in use while there was work for all of them. */
  readonly efficiency: number;
  /** From the moment when work for all slots was no more, to the last reply. */
  readonly drainSeconds: number;
}

/**
 * Measures from the moment when all slots could first be in use to where fewer than twice as many
 * calls as slots were to be sent: before that the engine still looks for the limit; after it the
 * last tasks go through steps 2 and 3, and calls that hung are tried again after their deadline.
 */
function measureSpans(spans: readonly Span[]): Measured {
  const starts = spans.map(({ from }) => from).sort((a, b) => a - b);
  const from = starts[EDGE] ?? NaN;
  const to = starts[starts.length - EDGE] ?? NaN;
  const busy = spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)),
    0,
  );
  const end = Math.max(...spans.map((span) => span.to));
  return { efficiency: busy / (SLOTS * (to - from)), drainSeconds: (end - to) / 1000 };
}

async function poolFile(folder: string): Promise<string> {
  const packed = createReadStream(join(dataFolder(), 'alpaca_52k.jsonl.gz'));
  const lines: string[] = [];
  for await (const line of createInterface({ input: packed.pipe(createGunzip()) })) {
    lines.push(line);
    if (lines.length === POOL) break;
  }
  const path = join(folder, 'pool.jsonl');
  writeFileSync(path, lines.join('\n'));
  return path;
}

async function openPool(page: Page, folder: string): Promise<void> {
  await page.goto('./');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await poolFile(folder));
  await page.waitForURL(/review/, { timeout: 120_000 });
  await goTo(page, 'Seeds');
  await page.getByRole('button', { name: 'Take the starter seeds' }).click();
  await goTo(page, 'Generate');
}

async function playRun(page: Page, model: ModelOverH2, target: number, isStepOne: boolean) {
  const another = page.getByRole('button', { name: 'Set up another run' });
  if (await another.isVisible()) await another.click();
  await chooseModel(page, { baseUrl: model.baseUrl, timeoutSeconds: 5 });
  await page.getByLabel('Calls at once').fill(String(SLOTS));
  const gate = page.getByLabel(/stop after step 1/i);
  if ((await gate.isChecked()) !== isStepOne) await gate.click();
  await generate(page, target);
  const over = isStepOne
    ? page.getByRole('button', { name: /^Go on with steps 2 and 3/ })
    : doneNotice(page);
  await over.waitFor({ timeout: RUN_LIMIT_MS });
}

/** The run engine in the built site against a model over HTTP/2, with a pool of 50,000. */
export const run: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, target: { type: 'string', default: '1500' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-engine-'));
  const site = await serveSite('out/bench-site');
  const model = await ModelOverH2.start(REAL);
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...browserFlags, '--ignore-certificate-errors'],
  });
  try {
    const page = await browser.newPage({ baseURL: site.address, ignoreHTTPSErrors: true });
    const results = await measure(page, model, folder, Number(values.target));
    if (values.json === true) console.log(JSON.stringify({ bench: 'engine', results }));
    else console.table(Object.entries(results));
  } finally {
    await browser.close();
    model.stop();
    site.stop();
    rmSync(folder, { recursive: true });
  }
};

async function measure(page: Page, model: ModelOverH2, folder: string, target: number) {
  await openPool(page, folder);
  await page.evaluate(watchMainThread);
  await playRun(page, model, target, false);
  const all = measureSpans(model.spans);
  const longestMainThreadTaskMs = await page.evaluate(
    () => Reflect.get(globalThis, 'longestTask') as number,
  );
  model.reset(INSTANT);
  await playRun(page, model, target, false);
  const instant = [...model.spans];
  model.reset(REAL);
  // A reply holds eight instructions: without the other steps it takes more of them to measure.
  await playRun(page, model, target * 8, true);
  const stepOne = measureSpans(model.spans);
  const span =
    Math.max(...instant.map(({ to }) => to)) - Math.min(...instant.map(({ from }) => from));
  return {
    efficiency: all.efficiency,
    drainSeconds: all.drainSeconds,
    stepOneEfficiency: stepOne.efficiency,
    // With replies that take no time, what is left is the engine (and the wire).
    engineMsPerReply: span / instant.length,
    longestMainThreadTaskMs,
  };
}

/** Runs in the page. */
function watchMainThread(): void {
  Reflect.set(globalThis, 'longestTask', 0);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      const longest = Reflect.get(globalThis, 'longestTask') as number;
      Reflect.set(globalThis, 'longestTask', Math.max(longest, Math.round(duration)));
    }
  }).observe({ type: 'longtask' });
}
