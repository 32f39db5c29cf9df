import { createReadStream, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import { testModel, testModelsFolder } from '#tests/support/models/test-models.ts';
import { securityHeaders } from '../../../tools/security-headers.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** What the server does to requests for model files; `path` ends the address. */
export interface ModelFault {
  readonly path: string;
  readonly kind: 'missing' | 'web-page' | 'cut' | 'broken' | 'slow' | 'error';
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

export interface LabServer {
  readonly address: string;
  readonly served: string[];
  fault: ModelFault | null;
  stop(): void;
}

/** Builds a page with the site's own configuration; answers its folder. */
export async function buildLab(page = import.meta.dirname): Promise<string> {
  const outDir = join(root, 'out', `embedding-lab-${process.pid}`);
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: page,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  return outDir;
}

/**
 * Serves the lab under the site's own headers, and the models we build under `models/`. Libraries to
 * compare with may need what the site's policy forbids: then `headers` leaves it out.
 */
export async function serveLab(
  folder: string,
  headers: Readonly<Record<string, string>> = securityHeaders,
): Promise<LabServer> {
  testModel('tiny');
  const served: string[] = [];
  const lab = { fault: null as ModelFault | null };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://lab').pathname);
    served.push(path);
    const fault = lab.fault !== null && path.endsWith(lab.fault.path) ? lab.fault : null;
    const isHead = request.method === 'HEAD';
    const spoilsContent = ['cut', 'slow', 'broken'].includes(fault?.kind ?? '');
    if (fault !== null && !(isHead && spoilsContent))
      fail(fault, fileFor(folder, path), response, headers);
    else send(fileFor(folder, path), response, isHead, headers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(lab, {
    address: `http://127.0.0.1:${address.port}/`,
    served,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  });
}

function fileFor(folder: string, path: string): string {
  if (path.startsWith('/models/')) return join(testModelsFolder, normalize(path.slice(8)));
  return join(folder, path.endsWith('/') ? `${path}index.html` : normalize(path));
}

type Headers = Readonly<Record<string, string>>;

function send(file: string, response: ServerResponse, isHead: boolean, site: Headers): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    response.writeHead(404, site).end();
    return;
  }
  const type = types[extname(file)] ?? 'application/octet-stream';
  const headers = { ...site, 'content-type': type, 'content-length': found.size };
  response.writeHead(200, headers);
  if (isHead) response.end();
  else createReadStream(file).pipe(response);
}

function fail({ kind }: ModelFault, file: string, response: ServerResponse, site: Headers): void {
  const size = statSync(file).size;
  const headers = { ...site, 'content-type': 'application/octet-stream' };
  if (kind === 'missing') response.writeHead(404, site).end();
  if (kind === 'error') response.writeHead(503, site).end();
  if (kind === 'web-page') {
    response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end('<!doctype html>');
  }
  if (kind === 'broken') {
    // The right size and the right first byte, and no model.
    const content = Buffer.alloc(size, 0xff);
    content[0] = 0x08;
    response.writeHead(200, { ...headers, 'content-length': size }).end(content);
  }
  if (kind === 'cut' || kind === 'slow') {
    const half = createReadStream(file, { end: Math.floor(size / 2) });
    response.writeHead(200, { ...headers, 'content-length': size });
    half.pipe(response, { end: false });
    // A slow server says nothing more, and never ends.
    if (kind === 'cut') half.once('end', () => setTimeout(() => response.destroy(), 100));
  }
}
