import type { Plugin } from 'vite';
import { buildKernels } from './build-kernels.ts';

/** Brings the compiled kernels up to date before anything is served, built or tested. */
export function wasmKernels(): Plugin {
  return { name: 'seedbed:wasm-kernels', buildStart: buildKernels };
}
