import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserFlags } from '../../scripts/find-browser.ts';
import { ensureBrowser } from '../../scripts/install-browser.ts';

const root = join(import.meta.dirname, '..', '..');
/** Answered by the route below; the name leads nowhere. */
const origin = 'http://bench.test';

/** A module with all that it imports as one script; its exports are in `seedbedBench` then. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry, formats: ['iife'], name: 'seedbedBench' },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === 'chunk');
  if (chunk === undefined) throw new Error('The bench gave no script');
  return chunk.code;
}

/**
 * Runs a script in a worker of a headless Chromium. It gets `{ files, options }` as its one
 * message; strings that it posts are printed, an object is its result.
 */
export async function runInChromium(
  entry: string,
  files: Readonly<Record<string, string>>,
  options: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const script = await bundle(entry);
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...browserFlags, '--js-flags=--max-old-space-size=3500'],
  });
  try {
    const page = await browser.newPage();
    page.on('console', (message) => console.log(message.text()));
    await page.route(`${origin}/**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === 'script.js') {
        return route.fulfill({ contentType: 'text/javascript', body: script });
      }
      const body = files[name];
      return body === undefined
        ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bench</title>' })
        : route.fulfill({ contentType: 'text/plain; charset=utf-8', body });
    });
    await page.goto(`${origin}/`);
    return await page.evaluate(runWorker, { names: Object.keys(files), options });
  } finally {
    await browser.close();
  }
}

/** Runs in the page. */
async function runWorker(plan: {
  names: readonly string[];
  options: Readonly<Record<string, unknown>>;
}): Promise<unknown> {
  const entries = await Promise.all(
    plan.names.map(async (name) => [name, await (await fetch(`/${name}`)).text()] as const),
  );
  const worker = new Worker('/script.js');
  return new Promise((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') console.log(data);
      else resolve(data);
    });
    worker.postMessage({ files: Object.fromEntries(entries), options: plan.options });
  });
}
