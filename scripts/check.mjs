// Type-checks every realm with its own library set: pure core, page, workers, tools.
import { spawnSync } from 'node:child_process';

const jobs = [
  ['tsc', '-p', 'src/core'],
  ['tsc', '-p', 'workers'],
  ['tsc', '-p', 'tsconfig.json'],
  ['svelte-check', '--tsconfig', 'src/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
];
let failed = 0;
for (const [tool, ...args] of jobs) {
  console.log(`> ${tool} ${args.join(' ')}`);
  const { status } = spawnSync('npx', ['--no-install', tool, ...args], { stdio: 'inherit' });
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
