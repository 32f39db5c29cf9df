const alignment = 16;

/** Hands out pieces of a kernel's memory, one after the other. */
export class Arena {
  readonly #resize: (bytes: number) => ArrayBuffer;
  /** Where the next piece begins; what was handed out beyond it is free again. */
  end = alignment;

  constructor(resize: (bytes: number) => ArrayBuffer) {
    this.#resize = resize;
  }

  /** Address of so many bytes, with whatever stood there. */
  reserve(bytes: number): number {
    const at = this.end;
    this.end = Math.ceil((at + bytes) / alignment) * alignment;
    // Kernels read up to a register past the end.
    this.#resize(this.end + alignment);
    return at;
  }

  /** Address of a copy. */
  put(numbers: Int8Array | Int32Array | Float32Array): number {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    const at = this.reserve(bytes.length);
    new Uint8Array(this.#resize(0)).set(bytes, at);
    return at;
  }

  /** Numbers at an address, until memory grows. */
  floats(at: number, count: number): Float32Array {
    return new Float32Array(this.#resize(0), at, count);
  }
}
