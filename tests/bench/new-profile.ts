import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { browserFlags } from '../../scripts/find-browser.ts';
import { ensureBrowser } from '../../scripts/install-browser.ts';

/** Works on a page of a browser with a profile on disk: one without a folder keeps its databases in memory. */
export async function inNewProfile<T>(
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
