// npm start: installs if needed, builds, serves with the security headers, opens the browser.
// Options: --no-open; --dist FOLDER builds elsewhere than dist/. PORT sets the port (0: any free one).
import './node-version.mjs';
import { createServer } from 'node:net';
import { ensureInstalled, repositoryRoot } from './install.mjs';
import { openInBrowser } from './open-browser.mjs';

const args = process.argv.slice(2);
const port = readPort(process.env.PORT ?? '4173');
const chooseAnother = 'Choose another one, for example: PORT=4180 npm start';
await refuseTakenPort();
ensureInstalled();
process.chdir(repositoryRoot);
const outDir = args.includes('--dist') ? args[args.indexOf('--dist') + 1] : 'dist';
const { build, preview } = await import('vite');
await buildSite();
const site = await serve();
const address = `http://localhost:${site.httpServer.address().port}/`;
await fetch(address.replace('localhost', '127.0.0.1'));
console.log(`Seedbed: ${address}`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
if (!args.includes('--no-open')) openInBrowser(address);

function readPort(text) {
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= 0 && number < 65_536) {
    return number;
  }
  fail(`PORT must be a number from 0 to 65535, not “${text}”.`);
}

/** Vite serves on one loopback address; a browser may try the other first, so both must be free. */
async function refuseTakenPort() {
  if (port === 0) return;
  for (const host of ['127.0.0.1', '::1']) {
    const code = await tryToListen(host);
    if (code === 'EADDRINUSE') fail(`Port ${port} is taken by another program. ${chooseAnother}`);
    if (code === 'EACCES') fail(`Port ${port} may not be used by this account. ${chooseAnother}`);
  }
}

function tryToListen(host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }) => resolve(code));
    probe.listen({ port, host }, () => probe.close(() => resolve(null)));
  });
}

async function buildSite() {
  try {
    await build({ logLevel: 'error', build: { outDir } });
  } catch (error) {
    fail(`The site could not be built. ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function serve() {
  try {
    // “mpa”: a missing file is answered by 404, not by the page.
    return await preview({
      appType: 'mpa',
      logLevel: 'error',
      build: { outDir },
      preview: { host: '127.0.0.1', port, strictPort: true },
    });
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
