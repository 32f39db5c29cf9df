import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Builds the site and serves it as `npm start` does, on any free port. */
export async function serveSite(dist: string): Promise<{ address: string; stop: () => void }> {
  const start = join(root, 'scripts', 'start.mjs');
  const child = spawn(process.execPath, [start, '--no-open', '--dist', dist], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0' },
  });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const found = /^Seedbed: (\S+)$/m.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (status) => reject(new Error(`npm start ended with status ${status}`)));
  });
  return { address, stop: () => void child.kill() };
}
