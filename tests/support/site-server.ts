import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a browser fetched from the site. */
export interface ServedFile {
  readonly path: string;
  readonly gzipBytes: number;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Serves a built site as a static host does, with the headers of its own `_headers` file or, as a
 * host that does not read it, without, and writes down every file that is asked for, by pages and workers alike: a page's list of resources
 * leaves out what its workers import. `prefix` is the sub-path it stands under, such as `/a/b/`.
 */
export async function serveBuiltSite(
  folder: string,
  prefix: string,
  readsHeadersFile = true,
): Promise<{ address: string; served: ServedFile[]; stop: () => void }> {
  const headers = readsHeadersFile ? readHeadersFile(join(folder, '_headers')) : {};
  const served: ServedFile[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0] ?? '/');
    const name = path.endsWith('/') ? 'index.html' : path.slice(prefix.length);
    if (!path.startsWith(prefix) || normalize(name).startsWith('..')) {
      response.writeHead(404).end();
      return;
    }
    readFile(join(folder, name)).then(
      (content) => {
        served.push({ path, gzipBytes: gzipSync(content, { level: 9 }).length });
        const type = types[extname(name)] ?? 'application/octet-stream';
        response.writeHead(200, { ...headers, 'content-type': type }).end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    address: `http://127.0.0.1:${address.port}${prefix}`,
    served,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function readHeadersFile(path: string): Record<string, string> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const pairs = lines.flatMap((line) => {
    const found = /^ {2}([\w-]+): (.+)$/.exec(line);
    return found === null ? [] : [[found[1] ?? '', found[2] ?? ''] as const];
  });
  return Object.fromEntries(pairs);
}
