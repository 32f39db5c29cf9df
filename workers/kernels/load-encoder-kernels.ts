import { relaxedEncoderWasm } from './encoder-relaxed-wasm.ts';
import { encoderWasm } from './encoder-wasm.ts';
import { createKernelInstance, type KernelInstance } from './kernel-instance.ts';

/** Where the parts of a product of rows and columns lie; see `products.as.ts`. */
export interface ProductAddresses {
  readonly values: number;
  readonly weights: number;
  readonly rowScales: number;
  readonly rowZeros: number;
  readonly columnScales: number;
  readonly columnSums: number;
  readonly biases: number;
  readonly out: number;
}

/** What an encoder with 8-bit weights computes with; addresses are in its memory. */
export interface EncoderKernels {
  /** The memory, at least `bytes` of it; earlier buffers are dead, what stood in them is kept. */
  readonly resize: (bytes: number) => ArrayBuffer;
  /** How deep a block of packed weights is: 4 where bytes are multiplied, 2 for 16-bit numbers. */
  readonly depth: 2 | 4;
  readonly products: (rows: number, columns: number, depth: number, at: ProductAddresses) => void;
  readonly functionOf: KernelInstance['functionOf'];
}

/**
 * Kernels with memory of their own; null where SIMD is missing. Bytes are multiplied where this
 * processor does that exactly, 16-bit numbers elsewhere: the results are the same.
 */
export function loadEncoderKernels(mayRelax = true): EncoderKernels | null {
  const instance = createKernelInstance(encoderWasm);
  if (instance === null) return null;
  const relaxed = mayRelax ? createKernelInstance(relaxedEncoderWasm, instance.memory) : null;
  const isExact = relaxed !== null && multipliesExactly(relaxed);
  const exported = (isExact ? relaxed : instance).functionOf('products');
  return {
    resize: instance.resize,
    depth: isExact ? 4 : 2,
    functionOf: instance.functionOf,
    products(rows, columns, depth, at) {
      const { values, weights, rowScales, rowZeros, columnScales, columnSums, biases, out } = at;
      exported(
        ...[rows, columns, depth, values, weights],
        ...[rowScales, rowZeros, columnScales, columnSums, biases, out],
      );
    },
  };
}

/** Whether bytes up to 255 are taken as unsigned, and sums of products are not cut at 16 bits. */
function multipliesExactly(relaxed: KernelInstance): boolean {
  const bytes = new Uint8Array(relaxed.resize(32));
  bytes.fill(255, 0, 16);
  const probe = relaxed.functionOf('probe');
  return [127, -128, -1].every((weight) => {
    bytes.fill(weight, 16, 32);
    return probe(0, 16) === 4 * 255 * weight;
  });
}
