import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { dataFolder, linesOfData } from '#tests/support/data-files.ts';
import type { Bench } from '../bench.ts';
import { bundle } from '../bench-page.ts';
import { inNewProfile } from '../new-profile.ts';
import { serveBuiltSite } from '../review/site.ts';
import { rounded } from '../rounded.ts';
import type {} from './in-page.ts';

interface MapFigures {
  /** Different instructions on the map: a sample where there are more than it takes. */
  readonly points: number;
  /** From the press of the button to the map, vectors by words included. */
  readonly drawSeconds: number;
  /** Of the page, while the map was made; goal 50. */
  readonly longestTaskMs: number;
  readonly longestGapMs: number;
  /** From the press of Cancel, half-way, until one can draw again. */
  readonly cancelMs: number;
  /** Frames a second; goal 55. */
  readonly panFps: number;
  readonly zoomFps: number;
  readonly pointFps: number;
  /** From an arrow key to what it came to being said. */
  readonly stepMs: number;
}

const frames = 240;

/**
 * Explore's map in the built site, by words, with the first 20,000 and all 52,002 published tasks.
 * `--sizes N,N`: other numbers of tasks.
 */
export const run: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, sizes: { type: 'string', default: '20000,52002' } },
  });
  const lines = linesOfData(join(dataFolder(), 'alpaca_52k.jsonl.gz'));
  const inPage = { content: await bundle(join(import.meta.dirname, 'in-page.ts')) };
  const site = await serveBuiltSite();
  const results: Record<string, MapFigures> = {};
  try {
    for (const size of values.sizes.split(',').map(Number)) {
      results[size] = await inNewProfile(inPage, async (page) => {
        await openMap(page, site.address, lines.slice(0, size));
        return measureMap(page);
      });
      console.log(`${size}: ${JSON.stringify(results[size], rounded)}`);
    }
  } finally {
    site.stop();
  }
  const line = JSON.stringify({ bench: 'map', results }, rounded);
  console.log(values.json === true ? line : JSON.stringify(JSON.parse(line), null, 2));
};

async function openMap(page: Page, address: string, lines: readonly string[]): Promise<void> {
  await page.goto(address);
  const buffer = Buffer.from(lines.join('\n'));
  const file = { name: 'tasks.jsonl', mimeType: 'application/jsonl', buffer };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByText(`${lines.length.toLocaleString('en')} tasks`, { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Explore' }).click();
  await page.getByText('Map', { exact: true }).click();
}

async function measureMap(page: Page): Promise<MapFigures> {
  const draw = page.getByRole('button', { name: /^Draw the map of / });
  await draw.click();
  const progress = page.getByRole('progressbar', { name: 'Laying out the map' });
  await progress.waitFor();
  await page.waitForFunction(
    () =>
      Number(
        document.querySelector('progress, [role=progressbar]')?.getAttribute('aria-valuenow') ?? 0,
      ) >= 20,
  );
  const cancelledAt = Date.now();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await draw.waitFor();
  const cancelMs = Date.now() - cancelledAt;

  const watching = await page.evaluateHandle(() => window.mapBench.watch());
  const start = Date.now();
  await draw.click();
  const map = page.getByRole('application', { name: /^Map of / });
  await map.waitFor();
  const drawSeconds = (Date.now() - start) / 1000;
  const watched = await watching.evaluate((stop) => stop());
  const name = (await map.getAttribute('aria-label')) ?? '';
  const points = Number(/[\d,]+/.exec(name)?.[0].replaceAll(',', ''));
  return { points, drawSeconds, ...watched, cancelMs, ...(await moves(page)) };
}

async function moves(
  page: Page,
): Promise<Pick<MapFigures, 'panFps' | 'zoomFps' | 'pointFps' | 'stepMs'>> {
  const map = page.getByRole('application', { name: /^Map of / });
  await map.scrollIntoViewIfNeeded();
  const fps = (kind: 'pan' | 'zoom' | 'point'): Promise<number> =>
    page.evaluate(([what, count]) => window.mapBench.fps(what, count), [kind, frames] as const);
  const pointFps = await fps('point');
  const zoomFps = await fps('zoom');
  await map.focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('+');
  const box = (await map.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  const panFps = await fps('pan');
  await page.mouse.up();
  const pressedAt = Date.now();
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText(/^Task \d+, group /).waitFor({ state: 'attached' });
  return { panFps, zoomFps, pointFps, stepMs: Date.now() - pressedAt };
}
