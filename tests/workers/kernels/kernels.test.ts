import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { encoderWasm } from '#workers/kernels/encoder-wasm.ts';
import { relaxedEncoderWasm } from '#workers/kernels/encoder-relaxed-wasm.ts';
import { kernelWasm } from '#workers/kernels/kernels-wasm.ts';
import { loadKernels } from '#workers/kernels/load-kernels.ts';
import { compileKernels, kernelModules } from '../../../tools/build-kernels.ts';

it('the kernels in the repository are what their sources compile to', async () => {
  const kept = [kernelWasm, encoderWasm, relaxedEncoderWasm];
  const compiled = [];
  for (const kernels of kernelModules) compiled.push(await compileKernels(kernels));
  expect(compiled.map((wasm) => Buffer.from(wasm).toString('base64'))).toEqual(kept);
}, 120_000);

it('the kernels load here, each with memory of its own', () => {
  const first = loadKernels();
  const second = loadKernels();
  expect(first?.resize(100).byteLength).toBeGreaterThanOrEqual(100);
  expect(first?.resize(100)).not.toBe(second?.resize(100));
});
