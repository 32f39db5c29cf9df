import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import type { EngineMaker } from '#core/rouge/local-shard.ts';
import { loadKernels } from '#workers/kernels/load-kernels.ts';

/** The fast engine with SIMD kernels where they can run in this realm. */
export const kernelEngine: EngineMaker = (settings) =>
  createRougeEngine(settings, 'fast', loadKernels);
