import { heapMemory, type PoolMemory } from '#core/rouge/pool-memory.ts';

/** Byte addresses in the kernels' memory, all on 16 bytes. */
export interface DotAddresses {
  /** The first row of the table: `dimension` int8 or float32 numbers a row. */
  readonly rows: number;
  /** The queries: int16 numbers for int8 rows, float32 for float32 rows. */
  readonly queries: number;
  /** Room for the products: query after query, `to − from` int32 or float32 numbers each. */
  readonly products: number;
}

/**
 * Inner products of queries with a stretch of rows, and the memory that they work in. `dimension`
 * is a multiple of 16 and `queries` one of 4 (the rest is filled with zeros).
 */
export interface DotKernels extends PoolMemory {
  dots8(from: number, to: number, dimension: number, queries: number, at: DotAddresses): void;
  dots32(from: number, to: number, dimension: number, queries: number, at: DotAddresses): void;
}

/** The same in plain TypeScript, for realms without SIMD. */
export function plainDotKernels(): DotKernels {
  const memory = heapMemory();
  let buffer = memory.resize(0);
  return {
    resize: (bytes) => (buffer = memory.resize(bytes)),
    dots8: (from, to, dimension, queries, at) =>
      multiply(
        new Int8Array(buffer, at.rows),
        new Int16Array(buffer, at.queries, queries * dimension),
        new Int32Array(buffer, at.products, queries * (to - from)),
        { from, to, dimension },
      ),
    dots32: (from, to, dimension, queries, at) =>
      multiply(
        new Float32Array(buffer, at.rows),
        new Float32Array(buffer, at.queries, queries * dimension),
        new Float32Array(buffer, at.products, queries * (to - from)),
        { from, to, dimension },
      ),
  };
}

type Numbers = Int8Array | Int16Array | Int32Array | Float32Array;

function multiply(
  rows: Numbers,
  queries: Numbers,
  products: Numbers,
  { from, to, dimension }: { from: number; to: number; dimension: number },
): void {
  let place = 0;
  for (let query = 0; query < queries.length; query += dimension) {
    for (let row = from; row < to; row += 1) {
      const start = row * dimension;
      let sum = 0;
      for (let at = 0; at < dimension; at += 1) {
        sum += (rows[start + at] ?? 0) * (queries[query + at] ?? 0);
      }
      products[place] = sum;
      place += 1;
    }
  }
}
