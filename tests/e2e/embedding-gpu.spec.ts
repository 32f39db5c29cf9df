import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { buildLab, serveLab, type LabServer } from '#tests/support/embedding-lab/lab-server.ts';
import type {} from '#tests/support/embedding-lab/lab.ts';
import { tinyRow } from '#tests/support/models/tiny-model.ts';
import { browserFlags, findBrowser } from '../../scripts/find-browser.ts';
import { expect, test } from './support/journey.ts';

// The embedding worker over WebGPU, whose graphics card is done by software here.

const browser = findBrowser();
test.use({
  launchOptions: {
    args: [
      ...browserFlags.filter((flag) => flag !== '--disable-gpu'),
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
    ],
    ...(browser !== null && { executablePath: browser }),
  },
});

let folder: string;
let server: LabServer;

test.beforeAll(async () => {
  folder = await buildLab();
  server = await serveLab(folder);
});
test.afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function loadTiny(page: Page) {
  await page.goto(server.address);
  await page.waitForFunction(() => 'lab' in window);
  const answer = await page.evaluate(async () => {
    const { handle, spec, addressOf } = window.lab;
    const source = addressOf('/models/tiny');
    const stored = await handle.fetchModel({ ...spec, precision: 'fp32' }, source, () => undefined);
    return stored.ok ? handle.load(stored.value.key, 1) : stored;
  });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

test('a graphics card that is only software is left alone, and that is said', async ({ page }) => {
  expect(await loadTiny(page)).toMatchObject({
    device: 'wasm',
    deviceNote: 'WebGPU has no real graphics card here.',
  });
});

test('a graphics card gives the same vectors', async ({ page, complaints }) => {
  complaints.allow(/onnxruntime|webgpu/i);
  // The stand-in passes for a real one in the worker.
  await page.context().route(/embedding\.worker[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    const passAsReal =
      "Object.defineProperty(GPUAdapterInfo.prototype,'isFallbackAdapter',{value:false});";
    await route.fulfill({ response, body: passAsReal + (await response.text()) });
  });
  expect(await loadTiny(page)).toMatchObject({ device: 'webgpu', dimension: 8 });
  const rain = await page.evaluate(async () => {
    const embedded = await window.lab.handle.embed(['about rain', 'haiku'], 'passage');
    if (!embedded.ok) throw new Error(embedded.error.message);
    return [...embedded.value.vectors];
  });
  const [about, water, haiku] = ['about', 'rain', 'haiku'].map(tinyRow);
  const sum = (about ?? []).map((value, at) => value + (water?.[at] ?? 0));
  const length = Math.hypot(...sum);
  const wanted = [...sum.map((value) => value / length), ...(haiku ?? [])];
  expect(rain).toHaveLength(wanted.length);
  rain.forEach((value, at) => expect(value).toBeCloseTo(wanted[at] ?? NaN, 4));
});
