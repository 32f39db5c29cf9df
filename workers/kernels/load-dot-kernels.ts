import type { DotAddresses, DotKernels } from '#core/embedding/dot-kernels.ts';
import { createKernelInstance } from './kernel-instance.ts';

/**
 * Inner-product kernels with memory of their own, for one index; null where they can't run, and the
 * index then takes the plain ones.
 */
export function loadDotKernels(): DotKernels | null {
  const instance = createKernelInstance();
  if (instance === null) return null;
  const kernel = (name: string) => {
    const exported = instance.functionOf(name);
    return (from: number, to: number, dimension: number, queries: number, at: DotAddresses) =>
      void exported(from, to, dimension, queries, at.rows, at.queries, at.products);
  };
  return { resize: instance.resize, dots8: kernel('dots8'), dots32: kernel('dots32') };
}
