import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './tools/content-security-policy.ts';
import { securityHeaders } from './tools/security-headers.ts';
import { wasmKernels } from './tools/wasm-kernels.ts';

export default defineConfig({
  // Relative addresses: the built site works from any sub-path of any static host.
  base: './',
  plugins: [svelte(), contentSecurityPolicy(), wasmKernels()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  preview: { port: 4173, headers: securityHeaders },
});
