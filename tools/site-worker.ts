import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { securityHeaders } from './security-headers.ts';

/** Not needed to start: hosts read one of them, the others are large and kept when they are used. */
const isLeftOut = (file: string): boolean => file === '_headers' || /\.(wasm|map)$/.test(file);

/**
 * Builds the service worker that keeps the site in the browser and adds its headers: last, since it
 * names every file that was built.
 */
export function siteWorker(): Plugin {
  let outDir = '';
  return {
    name: 'seedbed:site-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const files = filesIn(outDir).filter((file) => !isLeftOut(file));
      const version = versionOf(files.map((file) => readFileSync(join(outDir, file))));
      await buildWorker(outDir, { version, files, headers: securityHeaders });
    },
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function versionOf(contents: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 16);
}

async function buildWorker(outDir: string, site: object): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { SEEDBED_SITE: JSON.stringify(site) },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      lib: {
        entry: join(import.meta.dirname, '..', 'workers', 'site.worker.ts'),
        formats: ['es'],
        fileName: () => 'site.worker.js',
      },
    },
  });
}
