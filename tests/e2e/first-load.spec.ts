import { serveBuiltSite } from '#tests/support/site-server.ts';
import { expect, test } from './support/journey.ts';

const mostBytes = 100_000;
const quietMs = 2_000;

test('the first page needs at most 100 KB of JavaScript, under any path', async ({ page }) => {
  const site = await serveBuiltSite('out/e2e-site', '/tools/seedbed/');
  try {
    await page.goto(site.address);
    await expect(page.getByRole('button', { name: 'Try it now' })).toBeVisible();
    await quiet(() => site.served.length);
    const scripts = site.served.filter(({ path }) => path.endsWith('.js'));
    for (const { path, gzipBytes } of scripts) console.log(`  ${gzipBytes} bytes  ${path}`);
    const total = scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
    console.log(`  ${total} bytes of JavaScript, gzipped, before #/ is idle`);
    expect(scripts.length).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(mostBytes);
  } finally {
    await page.close();
    site.stop();
  }
});

/** Resolves when a count has not changed for a while. */
async function quiet(count: () => number): Promise<void> {
  let before = -1;
  while (before !== count()) {
    before = count();
    await new Promise((resolve) => setTimeout(resolve, quietMs));
  }
}
