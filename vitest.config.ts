import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { wasmKernels } from './tools/wasm-kernels.ts';

export default defineConfig({
  plugins: [svelte(), wasmKernels()],
  // Without the browser condition Svelte resolves to its server build and $effect never runs.
  resolve: { conditions: ['browser'] },
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/setup.ts'],
    testTimeout: 30_000,
  },
});
