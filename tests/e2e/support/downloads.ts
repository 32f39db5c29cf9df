import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect } from './journey.ts';
import { goTo } from './steps.ts';

/** Downloads a format from the Export screen, seeds and imported tasks left out. */
export async function exportFile(page: Page, formatLabel: string): Promise<Download> {
  await goTo(page, 'Export');
  await page.getByRole('radio', { name: new RegExp(`^${formatLabel}`) }).check();
  await page.getByRole('region', { name: 'Preview' }).getByRole('listitem').first().waitFor();
  const button = page.getByRole('button', { name: /^Download [\d,]+ lines?$/ });
  await expect(button).toBeEnabled();
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return download;
}

/** The lines of a downloaded JSON lines file, parsed. */
export async function linesOf(download: Download): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(await download.path(), 'utf8');
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
