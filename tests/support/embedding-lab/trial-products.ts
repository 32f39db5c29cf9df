import { loadEncoderKernels } from '#workers/kernels/load-encoder-kernels.ts';

const rows = 8;
const columns = 16;
const depth = 64;
const regionBytes = 65_536;

/** How deep blocks are on this processor, and whether each product is what plain arithmetic gives. */
export interface TrialProducts {
  readonly depth: number;
  readonly isExact: boolean;
}

/** Multiplies bytes, the extreme ones among them, by kernels that may use relaxed SIMD or may not. */
export function trialProducts(mayRelax: boolean): TrialProducts {
  const kernels = loadEncoderKernels(mayRelax);
  if (kernels === null) throw new Error('There are no kernels here.');
  const values = Uint8Array.from({ length: rows * depth }, (_, at) => (at * 167) % 256);
  const weights = Int8Array.from({ length: columns * depth }, (_, at) => (at * 89) % 256);
  const regions = Array.from({ length: 8 }, (_, region) => region * regionBytes);
  const [v = 0, w = 0, rowScales = 0, rowZeros = 0] = regions;
  const [columnScales = 0, columnSums = 0, biases = 0, out = 0] = regions.slice(4);
  const memory = kernels.resize(9 * regionBytes);
  const Value = kernels.depth === 4 ? Uint8Array : Uint16Array;
  new Value(memory, v, values.length).set(values);
  new Int8Array(memory, w, weights.length).set(packed(weights, kernels.depth));
  new Float32Array(memory, rowScales, rows).fill(0.5);
  new Int32Array(memory, rowZeros, rows).fill(100);
  new Float32Array(memory, columnScales, columns).fill(0.25);
  new Float32Array(memory, biases, columns).fill(3);
  const sums = new Int32Array(memory, columnSums, columns);
  weights.forEach((weight, at) => {
    const column = Math.floor(at / depth);
    sums[column] = (sums[column] ?? 0) + weight;
  });
  kernels.products(rows, columns, depth, {
    ...{ values: v, weights: w, rowScales, rowZeros, columnScales, columnSums, biases, out },
  });
  const results = [...new Float32Array(memory, out, rows * columns)];
  return {
    depth: kernels.depth,
    isExact: results.every((result, at) => result === plainly(values, weights, at)),
  };
}

/** Column after column to blocks of eight columns. */
function packed(weights: Int8Array, blockDepth: number): Int8Array {
  const blocks = new Int8Array(weights.length);
  weights.forEach((weight, at) => {
    const [column, row] = [Math.floor(at / depth), at % depth];
    const block =
      Math.floor(column / 8) * 8 * depth + Math.floor(row / blockDepth) * 8 * blockDepth;
    blocks[block + (column % 8) * blockDepth + (row % blockDepth)] = weight;
  });
  return blocks;
}

function plainly(values: Uint8Array, weights: Int8Array, place: number): number {
  const [row, column] = [Math.floor(place / columns), place % columns];
  let sum = 0;
  for (let k = 0; k < depth; k += 1) {
    sum += ((values[row * depth + k] ?? NaN) - 100) * (weights[column * depth + k] ?? NaN);
  }
  return Math.fround(Math.fround(sum * 0.125) + 3);
}
