// What an encoder with 8-bit weights needs of every processor with SIMD.
import { products } from './products.as';
export { addAndNormalise, attend, gelu, quantise, widen } from './transformer.as';

export function products16(
  rows: usize,
  columns: usize,
  depth: usize,
  values: usize,
  weights: usize,
  rowScales: usize,
  rowZeros: usize,
  columnScales: usize,
  columnSums: usize,
  biases: usize,
  out: usize,
): void {
  products<u16>(
    rows,
    columns,
    depth,
    values,
    weights,
    rowScales,
    rowZeros,
    columnScales,
    columnSums,
    biases,
    out,
  );
}
