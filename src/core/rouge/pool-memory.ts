/**
 * Where a pool's flat arrays live. SIMD kernels bring WebAssembly memory, so that they can read
 * the pool where it stands; without them it is an ordinary buffer.
 */
export interface PoolMemory {
  /** A buffer of at least `bytes` that starts with what stood in the one before; that one is dead. */
  resize(bytes: number): ArrayBuffer;
}

/** Pool memory on the JavaScript heap. */
export function heapMemory(): PoolMemory {
  let buffer = new ArrayBuffer(0);
  return {
    resize(bytes) {
      if (bytes <= buffer.byteLength) return buffer;
      const larger = new ArrayBuffer(bytes);
      new Uint8Array(larger).set(new Uint8Array(buffer));
      buffer = larger;
      return buffer;
    },
  };
}
