import { createKernelInstance } from './kernel-instance.ts';

/** Where things stand in the kernel's memory, in bytes; see `find-text.as.ts`. */
export interface FindAddresses {
  readonly starts: number;
  readonly lengths: number;
  readonly wanted: number;
  readonly text: number;
  readonly folds: number;
}

/** What is looked for: so many bytes at `text`, tried first by two of them. */
export interface FindShape {
  readonly length: number;
  readonly first: number;
  readonly second: number;
}

export interface FindKernel {
  /** The memory, at least `bytes` of it; earlier buffers are dead, what stood in them is kept. */
  readonly resize: (bytes: number) => ArrayBuffer;
  /** Writes 0 into `wanted` for those of the first `rows` rows that do not hold the text. */
  readonly find: (rows: number, at: FindAddresses, shape: FindShape) => void;
}

/** The kernel with memory of its own; null where it can't run. */
export function loadFindKernel(): FindKernel | null {
  const instance = createKernelInstance();
  if (instance === null) return null;
  const find = instance.functionOf('findText');
  return {
    resize: instance.resize,
    find: (rows, at, { length, first, second }) =>
      void find(
        ...[rows, at.starts, at.lengths, at.wanted, at.text, at.folds],
        ...[length, first, second],
      ),
  };
}
