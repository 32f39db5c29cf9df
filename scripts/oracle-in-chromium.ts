import { join } from 'node:path';
import { chromium, type Page, type Route } from '@playwright/test';
import { build } from 'vite';
import type { BrowserRun } from '#tests/oracle/browser-entry.ts';
import type { OracleCounts, OracleOptions, OracleSource } from '#tests/oracle/run-oracle.ts';
import { browserFlags } from './find-browser.ts';
import { ensureBrowser } from './install-browser.ts';

const root = join(import.meta.dirname, '..');
/** Answered by the routes below; the name leads nowhere. */
const origin = 'http://oracle.test';

/** The checks as one script for a page. */
async function bundle(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      lib: {
        entry: join(root, 'tests', 'oracle', 'browser-entry.ts'),
        formats: ['iife'],
        name: 'oracle',
      },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === 'chunk');
  if (chunk === undefined) throw new Error('The checks gave no script');
  return chunk.code;
}

async function answer(route: Route, source: OracleSource, script: string): Promise<void> {
  const [, kind = '', name = ''] = new URL(route.request().url()).pathname.split('/');
  if (kind === '') {
    return route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>Oracle</title>',
    });
  }
  if (kind === 'script.js') {
    return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script });
  }
  const file = decodeURIComponent(name);
  const body = await (kind === 'file' ? source.readFile(file) : source.readData(file));
  return body === null
    ? route.fulfill({ status: 404, body: '' })
    : route.fulfill({ contentType: 'text/plain; charset=utf-8', body });
}

async function runInPage(page: Page, run: BrowserRun): Promise<OracleCounts> {
  await page.goto(`${origin}/`);
  await page.addScriptTag({ url: `${origin}/script.js` });
  return page.evaluate((plan) => window.seedbedOracle(plan), run);
}

/** The same run as in Node, but inside a headless Chromium: its engine computes every score. */
export async function runOracleInChromium(
  source: OracleSource,
  { print, ...options }: OracleOptions,
): Promise<OracleCounts> {
  const script = await bundle();
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage();
    page.on('console', (message) => print(message.text()));
    await page.route(`${origin}/**`, (route) => answer(route, source, script));
    return await runInPage(page, { ...options, files: source.files });
  } finally {
    await browser.close();
  }
}
