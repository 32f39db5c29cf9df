import { kernelWasm } from './kernels-wasm.ts';

type Kernel = (...values: number[]) => number;

/** Kernels with memory of their own, or with memory that another instance brought. */
export interface KernelInstance {
  readonly functionOf: (name: string) => Kernel;
  /** The memory, at least `bytes` of it; earlier buffers are dead, what stood in them is kept. */
  readonly resize: (bytes: number) => ArrayBuffer;
  readonly memory: WebAssembly.Memory;
}

const pageBytes = 65_536;

const compiled = new Map<string, WebAssembly.Module | null>();

/** The compiled module, or null where WebAssembly or what it needs is missing or forbidden. */
function compile(base64: string): WebAssembly.Module | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  } catch {
    return null;
  }
}

/**
 * A new instance of a module of kernels (Base64; absent: those of the pool), on memory of its own or
 * on one that is there already; null where the kernels can't run.
 */
export function createKernelInstance(
  base64: string = kernelWasm,
  memory = new WebAssembly.Memory({ initial: 1 }),
): KernelInstance | null {
  const module = compiled.get(base64) ?? compile(base64);
  compiled.set(base64, module);
  if (module === null) return null;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return {
    memory,
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
