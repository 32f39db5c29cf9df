import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

/** Opens rows as a new project and waits until Review has them all, then cuts the network. */
export async function openOffline(page: Page, rows: readonly string[]): Promise<void> {
  await page.goto('./');
  const buffer = Buffer.from(rows.join('\n'));
  const file = { name: 'rows.jsonl', mimeType: 'application/json', buffer };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await expect(page.getByText(`${rows.length} tasks`, { exact: true })).toBeVisible();
  // Kept once, the site brings its parts without a network; a page is served so from its next load.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect(page.getByText(`${rows.length} tasks`, { exact: true })).toBeVisible();
  await page.context().setOffline(true);
}

/** Presses a key on something, as whoever has no mouse does. */
export async function pressOn(target: ReturnType<Page['locator']>, key = 'Enter'): Promise<void> {
  await target.focus();
  await expect(target).toBeFocused();
  await target.press(key);
}
