import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig } from 'vite';
import { contentSecurityPolicy } from './tools/content-security-policy.ts';
import { securityHeaders } from './tools/security-headers.ts';
import { siteWorker } from './tools/site-worker.ts';
import { wasmKernels } from './tools/wasm-kernels.ts';

export default defineConfig({
  // Relative addresses: the built site works from any sub-path of any static host.
  base: './',
  plugins: [svelte(), contentSecurityPolicy(), wasmKernels(), siteWorker()],
  resolve: {
    // transformers.js names the largest build of the ONNX runtime, 26.9 MB of WebAssembly, more than
    // some hosts take in one file. Ours are given to it, see workers/embedding/onnx-runtime.ts.
    alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web/wasm' },
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  preview: { port: 4173, headers: securityHeaders },
});
