import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveBuiltSite } from '#tests/support/site-server.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expectAccessible } from './support/accessible.ts';
import { exportFile } from './support/downloads.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel, generate, goTo, tryItNow } from './support/steps.ts';
import { expectKept } from './support/whole-history.ts';

/** The policy that a worker's script came with. */
async function policyOfWorker(page: Page): Promise<string | null> {
  const script = page.workers().find((worker) => /project\.worker/.test(worker.url()));
  if (script === undefined) throw new Error('no project worker is running');
  return page.evaluate(
    async (url) => (await fetch(url)).headers.get('content-security-policy'),
    script.url(),
  );
}

test('without a network, and from a host that sends no headers, the site starts whole', async ({
  page,
  context,
}) => {
  const site = await serveBuiltSite('out/e2e-site', '/tools/seedbed/', false);
  try {
    await page.goto(site.address);
    await page.getByRole('button', { name: 'Start from my seeds' }).click();
    await page.getByRole('button', { name: 'Take the starter seeds' }).click();
    await goTo(page, 'Settings');
    await expect(page.getByText('Starts without a network')).toBeVisible();
    await expectAccessible(page, 'Settings, offline');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);

    site.stop();
    await context.setOffline(true);
    await page.goto(site.address);
    await page.reload();
    // What the host does not send, the kept site has: a policy that binds workers too, isolation.
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.getByRole('main').getByRole('link').first().click();
    await goTo(page, 'Review');
    await expect(page.getByText('175 tasks').first()).toBeVisible();
    expect(await policyOfWorker(page)).toContain("default-src 'none'");
    const file = await exportFile(page, 'Seed tasks');
    expect(file.suggestedFilename()).toContain('seed_tasks');
  } finally {
    await page.close();
    site.stop();
  }
});

test('a practice run needs no network from the first click on', async ({ page, context }) => {
  await tryItNow(page);
  await goTo(page, 'Settings');
  await expect(page.getByText('Starts without a network')).toBeVisible();
  await context.setOffline(true);
  await tryItNow(page);
});

test('a newer version waits until it is wanted, tells what that costs, and loses nothing', async ({
  page,
  context,
  startModel,
}) => {
  const key = 'planted-key-5';
  const folder = test.info().outputPath('site');
  // The runtime of embedding models is large, and no part of this.
  const filter = (path: string): boolean => !path.endsWith('.wasm');
  cpSync('out/e2e-site', folder, { recursive: true, filter });
  const site = await serveBuiltSite(folder, '/');
  const server = await startModel({ key });
  try {
    await page.goto(site.address);
    await page.getByRole('button', { name: 'Start from my seeds' }).click();
    await page.getByRole('button', { name: 'Take the starter seeds' }).click();
    await page.getByRole('link', { name: 'Go to Generate' }).click();
    await chooseModel(page, { baseUrl: server.baseUrl, key });
    await generate(page, 400);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    const before = await readStoredRows(page, projectIdOf(page));
    const { href } = new URL(page.url());
    const other = await context.newPage();
    await other.goto(site.address);
    await other.getByRole('button', { name: 'Start from my seeds' }).click();
    await page.evaluate(() => navigator.serviceWorker.ready);
    const atStart = await context.newPage();
    await atStart.goto(site.address);

    publishAnother(folder);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByRole('button', { name: 'New version' }).click();
    const dialog = page.getByRole('dialog', { name: 'Start the newer version?' });
    await expect(dialog).toContainText(`${new URL(server.baseUrl).origin}: to be typed again`);
    await expectAccessible(page, 'a newer version');
    await dialog.getByRole('button', { name: 'Later' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();

    await page.getByRole('button', { name: 'New version' }).click();
    await dialog.getByRole('button', { name: 'Start it now' }).click();
    await expect(page.locator('meta[name=made]')).toBeAttached();
    expect(page.url()).toBe(href);
    await expect(page.getByRole('button', { name: 'New version' })).toBeHidden();
    expectKept(before, await readStoredRows(page, projectIdOf(page)));

    // One in a project, and one that has not loaded what a project needs.
    for (const tab of [other, atStart]) {
      await tab.getByRole('button', { name: 'New version' }).click();
      const there = tab.getByRole('dialog', { name: 'Start the newer version?' });
      await expect(there).toContainText('It is in this browser already.');
      await there.getByRole('button', { name: 'Start it now' }).click();
      await expect(tab.locator('meta[name=made]')).toBeAttached();
      await tab.close();
    }
  } finally {
    await page.close();
    site.stop();
  }
});

/** Puts another version of the site in place of the one that is served. */
function publishAnother(folder: string): void {
  const edit = (name: string, from: RegExp, to: string): void => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(path, text.replace(from, to));
  };
  edit('index.html', /<head>/, '<head><meta name="made" content="later">');
  edit('site.worker.js', /(?<=["'`])[0-9a-f]{16}(?=["'`])/, '$&0');
}
