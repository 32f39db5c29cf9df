import type { RougeKernels } from '#core/rouge/rouge-kernels.ts';
import { createKernelInstance } from './kernel-instance.ts';

/**
 * Kernels with memory of their own, for one engine; null where they can't run, and the engine then
 * does without them.
 */
export function loadKernels(): RougeKernels | null {
  const instance = createKernelInstance();
  if (instance === null) return null;
  const kernels = {
    16: instance.functionOf('tally16'),
    32: instance.functionOf('tally32'),
    64: instance.functionOf('tally64'),
  };
  return {
    resize: instance.resize,
    tally: (bits, from, to, at) =>
      kernels[bits](
        from,
        to,
        at.starts,
        at.lengths,
        at.tokens,
        at.masks,
        at.floors,
        at.sums,
        at.hitRows,
        at.hitLanes,
      ),
  };
}
