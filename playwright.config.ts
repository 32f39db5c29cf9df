import { defineConfig, devices } from '@playwright/test';
import { browserFlags, findBrowser } from './scripts/find-browser.ts';

const port = process.env['SEEDBED_E2E_PORT'] ?? '4273';
const browser = findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  // Journeys with 52,002 tasks or two runs to the end take their time on a small machine.
  timeout: 120_000,
  globalTimeout: 690_000,
  expect: { timeout: 10_000 },
  // A journey that needs a second try is named in the summary of the test run.
  retries: 1,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Recorded for a second try only: it costs more than the journey itself.
    trace: 'on-first-retry',
    // What is not there soon will not come: without this a lost button costs the whole time of a test.
    actionTimeout: 20_000,
    launchOptions: {
      // A name that does not look like this machine: without a network a loopback is still there.
      args: [...browserFlags, '--host-resolver-rules=MAP model.test 127.0.0.1'],
      ...(browser === null ? {} : { executablePath: browser }),
    },
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    // The site as users get it: built, and served with the headers of the policy.
    command: 'node scripts/start.mjs --no-open --dist out/e2e-site',
    url: `http://localhost:${port}/`,
    env: { PORT: port },
    timeout: 180_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
