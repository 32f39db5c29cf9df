import { loadFindKernel, type FindKernel } from '#workers/kernels/load-find-kernel.ts';

// Kernels read a few bytes past the end of the last text.
const sparePadding = 64;
const leastGrowth = 1 << 20;

/** One stretch of memory for all texts: the kernel's own, or a plain one where it can't run. */
export class TextMemory {
  readonly kernel: FindKernel | null;
  #bytes: Uint8Array<ArrayBuffer>;

  constructor(kernel: FindKernel | null = loadFindKernel()) {
    this.kernel = kernel;
    this.#bytes = new Uint8Array(kernel?.resize(leastGrowth) ?? new ArrayBuffer(leastGrowth));
  }

  /** All of it; another view after it has grown. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** Makes room up to `end` bytes; throws a RangeError where the browser has no more. */
  reserve(end: number): void {
    const wanted = end + sparePadding;
    const present = this.#bytes.length;
    if (wanted <= present) return;
    // A quarter more at a time: it is copied rarely, and little of it stands empty.
    const size = Math.max(wanted, present + Math.max(leastGrowth, present >>> 2));
    this.#bytes = this.kernel === null ? this.#copied(size) : this.#grown(this.kernel, size);
  }

  #grown(kernel: FindKernel, size: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(kernel.resize(size));
  }

  #copied(size: number): Uint8Array<ArrayBuffer> {
    const larger = new Uint8Array(size);
    larger.set(this.#bytes);
    return larger;
  }
}
