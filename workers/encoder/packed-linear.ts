import type { ByteLinear } from './bert-weights.ts';

const columnsPerBlock = 8;

/** Linear layers of the same input, side by side, ready for `products`. */
export interface PackedLinear {
  readonly from: number;
  readonly to: number;
  readonly weights: Int8Array;
  /** Of each column: what a byte of it means, the sum of its bytes, the bias. */
  readonly scales: Float32Array;
  readonly sums: Int32Array;
  readonly biases: Float32Array;
}

/** Packs layers into blocks of eight columns, each `depth` bytes deep. */
export function packLinears(linears: readonly ByteLinear[], depth: number): PackedLinear {
  const from = linears[0]?.from ?? 0;
  const to = linears.reduce((sum, linear) => sum + linear.to, 0);
  const packed: PackedLinear = {
    from,
    to,
    weights: new Int8Array(from * to),
    scales: new Float32Array(to),
    sums: new Int32Array(to),
    biases: new Float32Array(to),
  };
  let first = 0;
  for (const linear of linears) {
    packed.scales.set(linear.scales, first);
    packed.biases.set(linear.bias, first);
    packBytes(linear, first, depth, packed);
    first += linear.to;
  }
  return packed;
}

function packBytes(linear: ByteLinear, first: number, depth: number, packed: PackedLinear): void {
  const { from, to, weights } = linear;
  for (let column = 0; column < to; column += 1) {
    const place = first + column;
    const block = Math.floor(place / columnsPerBlock) * columnsPerBlock * from;
    const inBlock = (place % columnsPerBlock) * depth;
    let sum = 0;
    for (let row = 0; row < from; row += 1) {
      const weight = weights[row * to + column] ?? 0;
      const group = Math.floor(row / depth) * columnsPerBlock * depth;
      packed.weights[block + group + inBlock + (row % depth)] = weight;
      sum += weight;
    }
    packed.sums[place] = sum;
  }
}
