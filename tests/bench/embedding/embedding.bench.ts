import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { buildLab, serveLab } from '#tests/support/embedding-lab/lab-server.ts';
import { testModel } from '#tests/support/models/test-models.ts';
import { dataFolder } from '#tests/support/data-files.ts';
import { browserFlags } from '../../../scripts/find-browser.ts';
import { ensureBrowser } from '../../../scripts/install-browser.ts';
import { securityHeaders } from '../../../tools/security-headers.ts';
import type { Bench } from '../bench.ts';
import { median } from '../median.ts';
import type {} from './page.ts';

type Figures = Record<string, number>;

function instructions(): string[] {
  const packed = readFileSync(join(dataFolder(), 'alpaca_52k.jsonl.gz'));
  const lines = gunzipSync(packed).toString('utf8').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { instruction: string }).instruction);
}

/**
 * Embedding and vector search in a browser. `--texts N`: sentences through the model; `--plain N`:
 * how many of them also one by one, spread over them all; `--large N`: rows of the large table;
 * `--hnsw-rows N`, `--voy-rows N`: rows given to the libraries to compare with.
 */
export const run: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      texts: { type: 'string', default: '10000' },
      plain: { type: 'string', default: '2000' },
      large: { type: 'string', default: '500000' },
      'hnsw-rows': { type: 'string', default: '52002' },
      'voy-rows': { type: 'string', default: '10000' },
    },
  });
  testModel('minilm-shape');
  const folder = await buildLab(import.meta.dirname);
  // hnswlib-wasm compiles strings, which the site's policy forbids.
  const { 'Content-Security-Policy': _, ...headers } = securityHeaders;
  const server = await serveLab(folder, headers);
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...browserFlags, '--js-flags=--max-old-space-size=3500'],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    page.on('console', (message) => console.log(message.text()));
    await page.goto(server.address);
    await page.waitForFunction(() => 'bench' in window);
    const texts = instructions();
    const topK = await page.evaluate((plan) => window.bench.topK(plan), {
      texts,
      large: Number(values.large),
      hnswRows: Number(values['hnsw-rows']),
      voyRows: Number(values['voy-rows']),
    });
    const throughput = await measureThroughput(
      page,
      everyNth(texts, Number(values.texts)),
      Number(values.plain),
    );
    print(
      { ...throughput, ...topK, bytesPerVector: topK['topKInt8BytesPerVector'] ?? NaN },
      values.json,
    );
  } finally {
    await browser.close();
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Both sides in turn, chunk by chunk, so that a busy machine slows both. */
async function measureThroughput(
  page: Page,
  texts: readonly string[],
  plainTexts: number,
): Promise<Figures> {
  const { lanes, threads, engine } = await page.evaluate(() => window.bench.load());
  const rounds = 10;
  const size = Math.ceil(texts.length / rounds);
  const plainSize = Math.max(1, Math.round(plainTexts / rounds));
  await page.evaluate((text) => window.bench.embedPlainly([text]), texts[0] ?? '');
  const ratios: number[] = [];
  let oursMs = 0;
  let plainMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    const chunk = texts.slice(round * size, (round + 1) * size);
    const sample = everyNth(chunk, plainSize);
    const plain = await page.evaluate((list) => window.bench.embedPlainly(list), sample);
    const own = await page.evaluate((list) => window.bench.embed(list), chunk);
    const ratio = plain / sample.length / (own / chunk.length);
    ratios.push(ratio);
    oursMs += own;
    plainMs += plain;
    console.log(`round ${round + 1} of ${rounds}: speedup ${ratio.toFixed(2)}`);
  }
  return {
    texts: texts.length,
    plainTexts: plainSize * rounds,
    cores: await page.evaluate(() => navigator.hardwareConcurrency),
    lanes,
    threads,
    // 1 where our own kernels compute, 0 for the ONNX runtime.
    kernels: engine === 'kernels' ? 1 : 0,
    oursMsPerText: oursMs / texts.length,
    plainMsPerText: plainMs / (plainSize * rounds),
    speedup: median(ratios),
  };
}

function everyNth(texts: readonly string[], count: number): string[] {
  const step = texts.length / Math.min(count, texts.length);
  return Array.from(
    { length: Math.min(count, texts.length) },
    (_, at) => texts[Math.floor(at * step)] ?? '',
  );
}

function print(figures: Figures, isJson: boolean | undefined): void {
  const results = Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      Number.isInteger(value) ? value : Number(value.toPrecision(4)),
    ]),
  );
  if (isJson === true) console.log(JSON.stringify({ bench: 'embedding', results }));
  else console.table(Object.entries(results));
}
