// npm test: installs if needed, then runs every check there is. See scripts/test-run.ts.
import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import { ensureInstalled, repositoryRoot } from './install.mjs';

ensureInstalled();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/test-run.ts'], {
  cwd: repositoryRoot,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
