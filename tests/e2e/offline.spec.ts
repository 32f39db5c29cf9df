import type { Page } from '@playwright/test';
import { serveBuiltSite } from '#tests/support/site-server.ts';
import { expectAccessible } from './support/accessible.ts';
import { exportFile } from './support/downloads.ts';
import { expect, test } from './support/journey.ts';
import { goTo, tryItNow } from './support/steps.ts';

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
