import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/** Builds the site and serves it as users get it; gives its address and what ends it. */
export async function serveBuiltSite(): Promise<{ address: string; stop: () => void }> {
  const args = ['scripts/start.mjs', '--no-open', '--dist', 'out/bench-site'];
  const server = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PORT: process.env['PORT'] ?? '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Seedbed: (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    server.once('exit', () => reject(new Error('The site could not be served.')));
  });
  return { address, stop: () => void server.kill() };
}
