import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { wasmKernels } from './tools/wasm-kernels.ts';

/** Tests of code that keeps nothing: no database, no page, no server. */
const pure = [
  'tests/{core,oracle}/**/*.test.ts',
  'tests/ui/format/**/*.test.ts',
  'tests/workers/{embedding,encoder,kernels,similarity}/**/*.test.ts',
];

export default defineConfig({
  plugins: [svelte(), wasmKernels()],
  // Without the browser condition Svelte resolves to its server build and $effect never runs.
  resolve: { conditions: ['browser'] },
  test: {
    // A thread starts sooner than a process. By itself Vitest leaves one core out, here half of them.
    pool: 'threads',
    maxWorkers: '100%',
    // Lint and types may run beside the tests, on as many cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Most of what such a file costs alone is loading what the one before has loaded.
      { extends: true, test: { name: 'pure', include: pure, isolate: false, unstubGlobals: true } },
      {
        extends: true,
        test: {
          name: 'stored',
          include: ['tests/**/*.test.ts'],
          exclude: [...pure, 'node_modules/**'],
          setupFiles: ['tests/support/setup.ts'],
        },
      },
    ],
  },
});
