import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { kernelWasm } from '#workers/kernels/kernels-wasm.ts';
import { loadKernels } from '#workers/kernels/load-kernels.ts';
import { compileKernels } from '../../../tools/build-kernels.ts';

it('the kernels in the repository are what their sources compile to', async () => {
  const compiled = await compileKernels();
  expect(Buffer.from(compiled).toString('base64')).toBe(kernelWasm);
}, 120_000);

it('the kernels load here, each with memory of its own', () => {
  const first = loadKernels();
  const second = loadKernels();
  expect(first?.resize(100).byteLength).toBeGreaterThanOrEqual(100);
  expect(first?.resize(100)).not.toBe(second?.resize(100));
});
