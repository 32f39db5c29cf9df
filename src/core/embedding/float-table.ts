import type { DotKernels } from './dot-kernels.ts';
import { unpackInt8, type Int8Vectors } from './packed-vectors.ts';
import { dot } from './vector-rows.ts';
import {
  padded,
  queriesAtOnce,
  rowsAtOnce,
  type Products,
  type VectorTable,
} from './vector-table.ts';

/**
 * Rows in full precision in the kernels' memory: for pools whose 8-bit form would let too many rows
 * through to exact scoring. Rough scores are sums in single precision of n products, off by at most
 * n · 2⁻²⁴ · |q| · |v| for any order of summing (Higham 2002, §3.1).
 */
export class FloatTable implements VectorTable {
  readonly dimension: number;
  readonly #kernels: DotKernels;
  readonly #width: number;
  #count = 0;
  #capacity = 0;
  #buffer: ArrayBuffer;
  #rows = new Float32Array(0);
  #queries = 0;
  #longest = 0;

  constructor(dimension: number, kernels: DotKernels) {
    this.dimension = dimension;
    this.#width = padded(dimension);
    this.#kernels = kernels;
    this.#buffer = kernels.resize(0);
  }

  get count(): number {
    return this.#count;
  }

  get byteLength(): number {
    return this.#count * this.dimension * 4;
  }

  append(vectors: Float32Array): void {
    const size = this.dimension;
    this.#reserve(this.#count + vectors.length / size);
    const rows = this.#rows;
    for (let at = 0; at < vectors.length; at += size) {
      const start = this.#count * this.#width;
      rows.fill(0, start + size, start + this.#width);
      rows.set(vectors.subarray(at, at + size), start);
      this.#longest = Math.max(this.#longest, Math.sqrt(dot(vectors, at, vectors, at, size)));
      this.#count += 1;
    }
  }

  appendPacked(packed: Int8Vectors): void {
    this.append(unpackInt8(packed, this.dimension));
  }

  move(from: number, to: number): void {
    this.#rows.copyWithin(to * this.#width, from * this.#width, (from + 1) * this.#width);
  }

  truncate(count: number): void {
    this.#count = count;
  }

  begin(queries: Float32Array, count: number): Float64Array {
    const size = this.dimension;
    this.#reserve(1);
    this.#queries = Math.ceil(count / 4) * 4;
    const target = new Float32Array(this.#buffer, this.#queryStart, queriesAtOnce * this.#width);
    target.fill(0);
    return Float64Array.from({ length: count }, (_, query) => {
      const own = queries.subarray(query * size, (query + 1) * size);
      target.set(own, query * this.#width);
      const length = Math.sqrt(dot(own, 0, own, 0, size));
      return (size + 4) * 2 ** -24 * length * this.#longest + 1e-12;
    });
  }

  scan(from: number, to: number): Products {
    const products = this.#queryStart + queriesAtOnce * this.#width * 4;
    this.#kernels.dots32(from, to, this.#width, this.#queries, {
      rows: 0,
      queries: this.#queryStart,
      products,
    });
    const values = new Float32Array(this.#buffer, products, this.#queries * (to - from));
    return { values, rowScales: null, queryScales: null };
  }

  exact(row: number, queries: Float32Array, offset: number): number {
    return dot(this.#rows, row * this.#width, queries, offset, this.dimension);
  }

  read(row: number, out: Float32Array, offset: number): void {
    const start = row * this.#width;
    out.set(this.#rows.subarray(start, start + this.dimension), offset);
  }

  get #queryStart(): number {
    return this.#capacity * this.#width * 4;
  }

  #reserve(count: number): void {
    if (count <= this.#capacity) return;
    this.#capacity = Math.max(count, Math.ceil(this.#capacity * 1.25), rowsAtOnce);
    const work = queriesAtOnce * (this.#width * 4 + rowsAtOnce * 4);
    this.#buffer = this.#kernels.resize(this.#queryStart + work);
    this.#rows = new Float32Array(this.#buffer, 0, this.#capacity * this.#width);
  }
}
