import jspiGlue from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiBinary from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainGlue from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { LoadOptions } from '#core/contracts/embedding-api.ts';
import type { WeightPrecision } from '#core/embedding/model-spec.ts';
import { runtimeBinary } from './runtime-binary.ts';
import { allowWorkerAddress } from './trusted-worker-address.ts';

export interface Runtime {
  readonly device: 'webgpu' | 'wasm';
  /** What computes: the ONNX runtime, or kernels of our own for 8-bit weights. */
  readonly engine: 'onnx' | 'kernels';
  readonly threads: number;
  readonly deviceNote?: string;
}

/**
 * Brings the ONNX runtime that fits this browser: with WebGPU where an adapter answers, else SIMD on
 * the processor. Its files are ours, each below 25 MiB. transformers.js takes the runtime that it
 * finds under this symbol, so this must come before it is loaded.
 */
export async function provideRuntime(
  precision: WeightPrecision,
  { threads, mayUseGpu }: LoadOptions,
): Promise<Runtime> {
  const deviceNote = mayUseGpu ? await whyNoGpu(precision) : 'WebGPU failed here.';
  const runtime =
    deviceNote === null
      ? await import('onnxruntime-web/jspi')
      : await import('onnxruntime-web/wasm');
  const [glue, binary] = deviceNote === null ? [jspiGlue, jspiBinary] : [plainGlue, plainBinary];
  const wasmPaths = { mjs: absolute(glue), wasm: absolute(binary) };
  allowWorkerAddress(wasmPaths.mjs);
  const usable = globalThis.crossOriginIsolated ? threads : 1;
  runtime.env.wasm.wasmPaths = wasmPaths;
  const known = [jspiBinary, plainBinary].map(absolute);
  const wasmBinary = await runtimeBinary(wasmPaths.wasm, known);
  if (wasmBinary !== null) runtime.env.wasm.wasmBinary = wasmBinary;
  runtime.env.wasm.numThreads = usable;
  Object.assign(globalThis, { [Symbol.for('onnxruntime')]: runtime });
  return deviceNote === null
    ? { device: 'webgpu', engine: 'onnx', threads: usable }
    : { device: 'wasm', engine: 'onnx', threads: usable, deviceNote };
}

const absolute = (address: string): string => new URL(address, import.meta.url).href;

/** Null where WebGPU can be used, else the reason in plain words. */
async function whyNoGpu(precision: WeightPrecision): Promise<string | null> {
  if (precision === 'q8') return '8-bit weights run on the processor.';
  // What lets the runtime wait for the graphics card; without it a wasm file above 25 MiB is needed.
  if (!('Suspending' in WebAssembly)) return 'This browser lacks WebAssembly promise integration.';
  const { gpu } = navigator as { gpu?: { requestAdapter: () => Promise<Adapter | null> } };
  if (gpu === undefined) return 'This browser has no WebGPU.';
  // A browser that refuses to look for one is as good as without: the processor does it then.
  const adapter = await gpu.requestAdapter().catch(() => null);
  if (adapter === null) return 'WebGPU found no graphics card.';
  // One that the processor stands in for is slower than the processor by itself.
  return adapter.info.isFallbackAdapter === true ? 'WebGPU has no real graphics card here.' : null;
}

/** What is asked of a `GPUAdapter`; older browsers do not tell whether it is a stand-in. */
interface Adapter {
  readonly info: { readonly isFallbackAdapter?: boolean };
}
