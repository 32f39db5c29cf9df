import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

/** Opens rows as a new project and waits until Review has them all, then cuts the network. */
export async function openOffline(page: Page, rows: readonly string[]): Promise<void> {
  await page.goto('./');
  const buffer = Buffer.from(rows.join('\n'));
  const file = { name: 'rows.jsonl', mimeType: 'application/json', buffer };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await cutNetwork(page, rows.length);
}

/** Cuts the network, once Review shows its tasks and the site can bring all its parts without one. */
export async function cutNetwork(page: Page, tasks: number): Promise<void> {
  const count = page.getByText(`${tasks} tasks`, { exact: true });
  await expect(count).toBeVisible();
  // A page is served by the kept site from its next load.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect(count).toBeVisible();
  await page.context().setOffline(true);
}

/** Presses a key on something, as whoever has no mouse does. */
export async function pressOn(target: ReturnType<Page['locator']>, key = 'Enter'): Promise<void> {
  await target.focus();
  await expect(target).toBeFocused();
  await target.press(key);
}
