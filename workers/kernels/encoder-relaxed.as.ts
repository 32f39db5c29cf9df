// Products of bytes, for processors and browsers that have them: a module of its own, since others
// refuse to compile it.
import { products } from './products.as';
export { probe } from './products.as';

export function products8(
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
  products<u8>(
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
