import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'workers', 'kernels');

/** A WebAssembly module: `NAME.as.ts` and what it imports, compiled into `NAME-wasm.ts`. */
interface KernelModule {
  readonly name: string;
  /** What its product exports. */
  readonly constant: string;
  readonly flags: readonly string[];
}

const relaxed = ['--enable', 'relaxed-simd'];

export const kernelModules: readonly KernelModule[] = [
  { name: 'kernels', constant: 'kernelWasm', flags: [] },
  { name: 'encoder', constant: 'encoderWasm', flags: [] },
  { name: 'encoder-relaxed', constant: 'relaxedEncoderWasm', flags: relaxed },
];

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

/** Compiles the AssemblyScript kernels of one module to WebAssembly. */
export async function compileKernels({ name, flags }: KernelModule): Promise<Uint8Array> {
  // Loaded only where something is to compile: the compiler takes a second to start.
  const { default: asc } = await import('assemblyscript/asc');
  const products: Uint8Array[] = [];
  const all = '-O3 --noAssert --runtime stub --enable simd --importMemory --use abort='.split(' ');
  const { error } = await asc.main(
    [`${name}.as.ts`, '--outFile', `${name}.wasm`, ...all, ...flags],
    {
      readFile: (file) => {
        const known = sources().includes(file);
        return known ? readFileSync(join(folder, file), 'utf8') : null;
      },
      writeFile: (file, content) => {
        if (file === `${name}.wasm` && typeof content !== 'string') products.push(content);
      },
      listFiles: () => [],
    },
  );
  const [wasm] = products;
  if (error !== null || wasm === undefined) {
    throw new Error(`${name} does not compile: ${error?.message ?? 'nothing was written'}`);
  }
  return wasm;
}

/**
 * Writes `workers/kernels/*-wasm.ts` where the sources changed since they were written. The modules
 * are a few kilobytes and go into the repository, so that scripts, tests and every bundler can import
 * them as they stand, without a loader and without the compiler.
 */
export async function buildKernels(): Promise<void> {
  const hash = sourceHash();
  for (const kernels of kernelModules) {
    const product = join(folder, `${kernels.name}-wasm.ts`);
    if (existsSync(product) && readFileSync(product, 'utf8').includes(hash)) continue;
    const base64 = Buffer.from(await compileKernels(kernels)).toString('base64');
    writeFileSync(
      product,
      `// Written by tools/build-kernels.ts from the *.as.ts files beside it; not edited by hand.
// Hash of the sources: ${hash}

/** The kernels as one WebAssembly module, in Base64. */
export const ${kernels.constant} =
  '${base64}';
`,
    );
  }
}
