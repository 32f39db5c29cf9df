import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'workers', 'kernels');
const product = join(folder, 'kernels-wasm.ts');

const sources = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.as.ts'))
    .sort();

/** Names the state of the kernels' sources. */
function sourceHash(): string {
  const hash = createHash('sha256');
  for (const name of sources()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Compiles the AssemblyScript kernels to one WebAssembly module. */
export async function compileKernels(): Promise<Uint8Array> {
  // Loaded only where something is to compile: the compiler takes a second to start.
  const { default: asc } = await import('assemblyscript/asc');
  const products: Uint8Array[] = [];
  const flags = '-O3 --noAssert --runtime stub --enable simd --importMemory --use abort=';
  const { error } = await asc.main(
    ['kernels.as.ts', '--outFile', 'kernels.wasm', ...flags.split(' ')],
    {
      readFile: (name) => {
        const known = sources().includes(name);
        return known ? readFileSync(join(folder, name), 'utf8') : null;
      },
      writeFile: (name, content) => {
        if (name === 'kernels.wasm' && typeof content !== 'string') products.push(content);
      },
      listFiles: () => [],
    },
  );
  const [wasm] = products;
  if (error !== null || wasm === undefined) {
    throw new Error(`The kernels do not compile: ${error?.message ?? 'nothing was written'}`);
  }
  return wasm;
}

/**
 * Writes `workers/kernels/kernels-wasm.ts` if the sources changed since it was written. The module
 * is one kilobyte and goes into the repository, so that scripts, tests and every bundler can import
 * it as it stands, without a loader and without the compiler.
 */
export async function buildKernels(): Promise<void> {
  const hash = sourceHash();
  if (readFileSync(product, 'utf8').includes(hash)) return;
  const base64 = Buffer.from(await compileKernels()).toString('base64');
  writeFileSync(
    product,
    `// Written by tools/build-kernels.ts from the *.as.ts files beside it; not edited by hand.
// Hash of the sources: ${hash}

/** The kernels as one WebAssembly module, in Base64. */
export const kernelWasm =
  '${base64}';
`,
  );
}
