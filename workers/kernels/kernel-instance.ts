import { kernelWasm } from './kernels-wasm.ts';

type Kernel = (...values: number[]) => number;

/** The kernels with memory of their own. */
export interface KernelInstance {
  readonly functionOf: (name: string) => Kernel;
  /** The memory, at least `bytes` of it; earlier buffers are dead, what stood in them is kept. */
  readonly resize: (bytes: number) => ArrayBuffer;
}

const pageBytes = 65_536;

let compiled: WebAssembly.Module | null | undefined;

/** The compiled module, or null where WebAssembly or its SIMD is missing or forbidden. */
function compile(): WebAssembly.Module | null {
  try {
    const bytes = Uint8Array.from(atob(kernelWasm), (character) => character.charCodeAt(0));
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  } catch {
    return null;
  }
}

/** A new instance; null where the kernels can't run. */
export function createKernelInstance(): KernelInstance | null {
  compiled ??= compile();
  if (compiled === null) return null;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return {
    functionOf(name) {
      const exported = exports[name];
      if (!isKernel(exported)) throw new Error(`The kernel module lacks ${name}.`);
      return exported;
    },
    resize(bytes) {
      const missing = bytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      return memory.buffer;
    },
  };
}

const isKernel = (exported: unknown): exported is Kernel => typeof exported === 'function';
