import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ModelFailure } from '#core/contracts/embedding-api.ts';
import type { WeightPrecision } from '#core/embedding/model-spec.ts';
import { buildLab, serveLab, type LabServer } from '#tests/support/embedding-lab/lab-server.ts';
import type {} from '#tests/support/embedding-lab/lab.ts';
import { referenceVector } from '#tests/support/models/reference-encoder.ts';
import { referenceTokens } from '#tests/support/models/reference-tokens.ts';
import {
  miniLmVocabulary,
  miniLmWeights,
  testModel,
  type TestModel,
} from '#tests/support/models/test-models.ts';
import { tinyRow, tinyVocabulary } from '#tests/support/models/tiny-model.ts';
import { expect, test } from './support/journey.ts';

// The embedding worker and its handle as the site builds them, under the site's headers, with models
// of our own from our own origin.

let folder: string;
let server: LabServer;

test.beforeAll(async () => {
  testModel('minilm-shape');
  folder = await buildLab();
  server = await serveLab(folder);
});
test.afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});
test.beforeEach(async ({ page }) => {
  server.fault = null;
  await page.goto(server.address);
  await page.waitForFunction(() => 'lab' in window);
});

const fetchTo = (page: Page, model: TestModel, precision: WeightPrecision) =>
  page.evaluate(
    ({ path, precision }) => {
      const { handle, spec, addressOf, progress } = window.lab;
      return handle.fetchModel({ ...spec, precision }, addressOf(path), (now) =>
        progress.push(now),
      );
    },
    { path: `/models/${model}`, precision },
  );

async function loadFrom(page: Page, model: TestModel, precision: WeightPrecision, threads = 1) {
  const stored = await fetchTo(page, model, precision);
  if (!stored.ok) throw new Error(stored.error.message);
  return load(page, stored.value.key, threads);
}

const load = (page: Page, key: string, threads = 1) =>
  page.evaluate(([key, threads]) => window.lab.handle.load(key, threads), [key, threads] as const);

async function embed(page: Page, texts: readonly string[]) {
  const answer = await page.evaluate(async (texts) => {
    const embedded = await window.lab.handle.embed(texts, 'passage');
    if (!embedded.ok) return embedded;
    const { vectors, truncated, empty } = embedded.value;
    return { ok: true as const, value: { vectors: [...vectors], truncated, empty } };
  }, texts);
  if (!answer.ok) throw new Error(answer.error.message);
  const { vectors, truncated, empty } = answer.value;
  const width = vectors.length / texts.length;
  const rows = texts.map((_, row) => vectors.slice(row * width, (row + 1) * width));
  return { rows, truncated, empty };
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? NaN))), 0);

function unit(values: readonly number[]): number[] {
  const length = Math.hypot(...values);
  return values.map((value) => (length === 0 ? 0 : value / length));
}

test('the tiny model gives the answers that can be told by heart', async ({ page }) => {
  const loaded = await loadFrom(page, 'tiny', 'fp32');
  expect(loaded).toMatchObject({ ok: true, value: { dimension: 8, device: 'wasm', threads: 1 } });
  const texts = ['write a haiku', 'poem', 'about rain', 'haiku', 'zzz', '', '  \n', '\ud800 rain'];
  const { rows, empty } = await embed(page, texts);
  expect(empty).toEqual([5, 6]);
  texts.forEach((text, place) => {
    const known = text.split(/\W+/).map(tinyRow);
    const sum = tinyRow('').map((_, at) => known.reduce((total, row) => total + (row[at] ?? 0), 0));
    expect(farthest(rows[place] ?? [], unit(sum)), text).toBeLessThan(1e-6);
  });
  expect(tinyVocabulary).toHaveLength(13);
});

test('the MiniLM-shaped model agrees with a reference computed in Node to 1e-4', async ({
  page,
}) => {
  const texts = [
    'Write a haiku about rain.',
    'Compose a short Japanese-style poem on rainfall',
    'Classify 3,141 e-mails (spam or not)?',
    'Hi',
  ];
  const weights = miniLmWeights();
  const vocabulary = miniLmVocabulary();
  const wanted = texts.map((text) => referenceVector(referenceTokens(text, vocabulary), weights));
  for (const threads of [1, 2]) {
    const loaded = await loadFrom(page, 'minilm-shape', 'fp32', threads);
    expect(loaded).toMatchObject({ ok: true, value: { dimension: 384, threads } });
    const { rows } = await embed(page, texts);
    rows.forEach((row, place) => expect(farthest(row, wanted[place] ?? [])).toBeLessThan(1e-4));
    await page.evaluate(() => window.lab.handle.stop());
  }
  const loaded = await loadFrom(page, 'minilm-shape', 'q8');
  expect(loaded).toMatchObject({ ok: true, value: { dimension: 384, engine: 'kernels' } });
  const { rows } = await embed(page, texts);
  rows.forEach((row, place) => {
    const cosine = row.reduce((sum, value, at) => sum + value * (wanted[place]?.[at] ?? 0), 0);
    expect(cosine).toBeGreaterThan(0.99);
  });
  // The runtime's own 8-bit vectors of a text change with the texts beside it.
  for (const [place, text] of texts.entries()) {
    expect((await embed(page, [text])).rows).toEqual([rows[place]]);
  }
});

test('products of bytes and of 16-bit numbers are exact', async ({ page }) => {
  const [relaxed, plain] = await page.evaluate(() =>
    [true, false].map((mayRelax) => window.lab.trialProducts(mayRelax)),
  );
  expect(plain).toEqual({ depth: 2, isExact: true });
  // Whether bytes can be multiplied is the processor's affair; that it is exact is ours.
  expect([2, 4]).toContain(relaxed?.depth);
  expect(relaxed?.isExact).toBe(true);
});

test('a text beyond what the model reads is cut, and that is said', async ({ page }) => {
  await loadFrom(page, 'tiny', 'fp32');
  const long = `${'rain '.repeat(510)}${'snow '.repeat(9_490)}`;
  const { rows, truncated } = await embed(page, [long, 'rain']);
  expect(truncated).toEqual([0]);
  expect(farthest(rows[0] ?? [], rows[1] ?? [])).toBeLessThan(1e-6);
});

test('a fetch tells its size beforehand and its progress, and stores whole or not at all', async ({
  page,
}) => {
  const measured = await page.evaluate(() => {
    const { handle, spec, addressOf } = window.lab;
    return handle.measure({ ...spec, precision: 'q8' }, addressOf('/models/minilm-shape'));
  });
  if (!measured.ok) throw new Error(measured.error.message);
  const total = measured.value.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  expect(total).toBeGreaterThan(20e6);
  const stored = await fetchTo(page, 'minilm-shape', 'q8');
  expect(stored).toMatchObject({ ok: true, value: { bytes: total } });
  const progress = await page.evaluate(() => window.lab.progress);
  // How often it is told depends on how fast the files come.
  expect(progress.length).toBeGreaterThan(1);
  expect(progress.at(-1)).toMatchObject({ loadedBytes: total, totalBytes: total });
  const loaded = progress.map(({ loadedBytes }) => loadedBytes);
  expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
});

test('works offline once it is stored, and is gone once it is removed', async ({ page }) => {
  const stored = await fetchTo(page, 'tiny', 'fp32');
  if (!stored.ok) throw new Error(stored.error.message);
  const { key } = stored.value;
  // The runtime's own files come from the site; a first load leaves them in the browser's cache.
  await load(page, key);
  const before = server.served.length;
  const asked = server.served.filter((path) => path.startsWith('/models/')).length;
  await page.evaluate(() => window.lab.handle.stop());
  await page.context().route('**/models/**', (route) => route.abort());
  expect(await load(page, key)).toMatchObject({ ok: true });
  expect((await embed(page, ['rain'])).rows[0]?.[3]).toBeCloseTo(1, 5);
  expect(server.served.filter((path) => path.startsWith('/models/'))).toHaveLength(asked);
  expect(server.served.length).toBeGreaterThanOrEqual(before);
  await page.evaluate((key) => window.lab.handle.removeModel(key), key);
  expect(await page.evaluate(() => window.lab.handle.storedModels())).toEqual({
    ok: true,
    value: [],
  });
  expect(await load(page, key)).toMatchObject({ ok: false, error: { kind: 'not-stored' } });
});

test('loads from picked files, and says what is wrong with a wrong folder', async ({ page }) => {
  const pick = async (path: string) => {
    await page.setInputFiles('input', path);
    return page.evaluate(() => {
      const { handle, spec, filesOf } = window.lab;
      const input = document.querySelector('input');
      if (input === null) throw new Error('no input');
      return handle.fetchModel(
        { ...spec, precision: 'fp32' },
        filesOf(input, 'mine'),
        () => undefined,
      );
    });
  };
  const stored = await pick(testModel('tiny'));
  if (!stored.ok) throw new Error(stored.error.message);
  expect(await load(page, stored.value.key)).toMatchObject({ ok: true });
  expect((await embed(page, ['rain'])).rows[0]?.[3]).toBeCloseTo(1, 5);
  expect(await pick(join(testModel('tiny'), 'onnx'))).toMatchObject({
    ok: false,
    error: { kind: 'missing-file', file: 'config.json' },
  });
});

const faults = [
  { path: 'model.onnx', kind: 'missing', wanted: 'missing-file' },
  { path: 'tokenizer.json', kind: 'web-page', wanted: 'wrong-file' },
  { path: 'model.onnx', kind: 'cut', wanted: 'cut-connection' },
  { path: 'config.json', kind: 'error', wanted: 'refused' },
] as const;

for (const { path, kind, wanted } of faults) {
  test(`a fetch that goes wrong (${kind}) names the file and stores nothing`, async ({
    page,
    complaints,
  }) => {
    complaints.allow(/Failed to load resource/);
    server.fault = { path, kind };
    const failed = await fetchTo(page, 'tiny', 'fp32');
    const file = path === 'model.onnx' ? 'onnx/model.onnx' : path;
    expect(failed).toMatchObject({ ok: false, error: { kind: wanted, file } });
    expect(await page.evaluate(() => window.lab.handle.storedModels())).toMatchObject({
      value: [],
    });
    server.fault = null;
    expect(await fetchTo(page, 'tiny', 'fp32')).toMatchObject({ ok: true });
  });
}

test('a corrupt file is named, and the worker is fit for the next model', async ({ page }) => {
  server.fault = { path: 'model.onnx', kind: 'broken' };
  const failed = await loadFrom(page, 'tiny', 'fp32');
  const wanted: Partial<ModelFailure> = { kind: 'corrupt-file', file: 'onnx/model.onnx' };
  expect(failed).toMatchObject({ ok: false, error: wanted });
  server.fault = null;
  expect(await loadFrom(page, 'tiny', 'fp32')).toMatchObject({ ok: true });
});

test('a fetch can be cancelled half-way, and texts that are embedded meanwhile still are', async ({
  page,
}) => {
  await loadFrom(page, 'tiny', 'fp32');
  server.fault = { path: 'model_quantized.onnx', kind: 'slow' };
  const answers = await page.evaluate(async () => {
    const { handle, spec, addressOf } = window.lab;
    const abort = new AbortController();
    const embedded: ReturnType<typeof handle.embed>[] = [];
    const fetched = await handle.fetchModel(
      { ...spec, precision: 'q8' },
      addressOf('/models/minilm-shape'),
      ({ loadedBytes }) => {
        if (loadedBytes < 5e6 || abort.signal.aborted) return;
        const texts = Array.from({ length: 500 }, (_, n) => `write about rain ${'and '.repeat(n)}`);
        embedded.push(handle.embed(texts, 'passage'));
        abort.abort();
      },
      abort.signal,
    );
    const outcomes = (await Promise.all(embedded)).map(({ ok }) => ok);
    return { fetched, outcomes };
  });
  expect(answers.fetched).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(answers.outcomes).toEqual([true]);
  const stored = await page.evaluate(() => window.lab.handle.storedModels());
  expect(stored.ok && stored.value.map(({ origin }) => origin)).toEqual([
    expect.stringContaining('/models/tiny'),
  ]);
});
