// transformers.js as its own page shows it: one text after the other, everything at its default,
// only that its files come from this origin.
import { env, pipeline } from '@xenova/transformers';
import glue from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { allowWorkerAddress } from '#workers/embedding/trusted-worker-address.ts';

const absolute = (address: string): string => new URL(address, import.meta.url).href;
const wasm = env.backends.onnx.wasm;
if (wasm) wasm.wasmPaths = { mjs: absolute(glue), wasm: absolute(binary) };
allowWorkerAddress(absolute(glue));
env.useWasmCache = false;
env.allowLocalModels = true;
env.allowRemoteModels = false;

const ready = pipeline('feature-extraction', 'minilm-shape');

/** Answers the milliseconds that all texts took. */
self.onmessage = async ({ data }: MessageEvent<readonly string[]>) => {
  const extract = await ready;
  const startedAt = performance.now();
  for (const text of data) await extract(text, { pooling: 'mean', normalize: true });
  self.postMessage(performance.now() - startedAt);
};
