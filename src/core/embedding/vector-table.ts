import type { Int8Vectors } from './packed-vectors.ts';

/** Most queries that a scan takes at once. */
export const queriesAtOnce = 16;
/** Rows scanned in one call of a kernel: the products of all queries stay in the second cache. */
export const rowsAtOnce = 2048;

/** Products of a scan: query after query, one number a row; a score is product × both scales. */
export interface Products {
  readonly values: Int32Array | Float32Array;
  /** One a row of the table, or null where products are scores already. */
  readonly rowScales: Float32Array | null;
  readonly queryScales: Float32Array | null;
}

/** Rows that a kernel scans roughly and that can be scored exactly one by one. */
export interface VectorTable {
  readonly dimension: number;
  readonly count: number;
  /** Bytes of all rows, scales included. */
  readonly byteLength: number;
  append(vectors: Float32Array): void;
  appendPacked(packed: Int8Vectors): void;
  /** Copies row `from` over row `to`. */
  move(from: number, to: number): void;
  /** Forgets the rows from `count` on. */
  truncate(count: number): void;
  /**
   * Takes at most `queriesAtOnce` queries for the scans that follow. Answers, for each, by how much
   * a rough score may differ from the exact one at most.
   */
  begin(queries: Float32Array, count: number): Float64Array;
  /** Rough products of the queries with rows `from` to `to`, at most `rowsAtOnce` of them. */
  scan(from: number, to: number): Products;
  /** Inner product with the row as it is stored, in double precision, first number first. */
  exact(row: number, queries: Float32Array, offset: number): number;
  read(row: number, out: Float32Array, offset: number): void;
}

/** Kernels take whole vectors of 16 numbers. */
export const padded = (dimension: number): number => Math.ceil(dimension / 16) * 16;
