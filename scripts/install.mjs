// Brings node_modules up to what package-lock.json says, where it is not there yet.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs `npm ci` if a package of the lockfile is missing or of another version; ends on failure. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages (npm ci), once …');
  // A production environment would leave out the tools that build and test the site.
  const { status } = runNpm(['ci', '--include=dev', '--no-fund', '--no-audit']);
  if (status === 0) return;
  console.error('Installing failed; npm says why above. Is this machine online?');
  process.exit(1);
}

function isInstalled() {
  const wanted = packagesOf(join(repositoryRoot, 'package-lock.json'));
  const present = packagesOf(join(repositoryRoot, 'node_modules', '.package-lock.json'));
  if (present === null) return false;
  return Object.entries(wanted ?? {}).every(
    ([path, entry]) =>
      path === '' ||
      // Optional packages may be for another platform.
      entry.optional ||
      entry.devOptional ||
      !path.startsWith('node_modules/') ||
      present[path]?.version === entry.version,
  );
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages ?? {};
  } catch {
    return null;
  }
}

function runNpm(args) {
  const options = { cwd: repositoryRoot, stdio: 'inherit' };
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
