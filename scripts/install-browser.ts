import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './find-browser.ts';

const minutes = 60_000;

/**
 * Path of a Chromium that starts; where there is none, Playwright's own is fetched, or on Debian as
 * root the package of the system. Throws with what to do where neither can be had.
 */
export function ensureBrowser(): string {
  const present = findBrowser();
  if (present !== null) return present;
  console.log('No Chromium found; installing one …');
  for (const install of [fromPlaywright, fromDebian]) {
    install();
    const found = findBrowser();
    if (found !== null) return found;
  }
  throw new Error(
    'No Chromium could be found or installed. Install Chromium or Chrome, or set CHROMIUM_PATH to ' +
      'the program of one, and try again.',
  );
}

function fromPlaywright(): void {
  run('npx', ['--no-install', 'playwright', 'install', 'chromium'], 4 * minutes);
}

function fromDebian(): void {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  run('apt-get', ['update', '-q'], 2 * minutes);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], 4 * minutes);
}

function run(program: string, args: readonly string[], timeoutMs: number): void {
  console.log(`> ${program} ${args.join(' ')}`);
  spawnSync(program, args, {
    stdio: 'inherit',
    timeout: timeoutMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
}
