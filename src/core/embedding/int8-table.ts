import type { DotKernels } from './dot-kernels.ts';
import type { FloatRows } from './vector-rows.ts';
import { packInt8, type Int8Vectors } from './packed-vectors.ts';
import {
  padded,
  queriesAtOnce,
  rowsAtOnce,
  type Products,
  type VectorTable,
} from './vector-table.ts';

/** Queries get 14 bits and a sign: with 1,024 numbers and int8 rows no sum can leave 32 bits. */
const queryRange = 16_383;
/** What rounding in double precision can add to a bound that was computed without it. */
const slack = 1e-9;

/**
 * Rows of one byte a number in the kernels' memory. With `exactRows` they are only the rough form of
 * rows kept in full precision; without, they are what is stored.
 *
 * With row v ≈ v̂ = s·c and query q ≈ q̂, and |v − v̂| = `losses`, a rough score differs from the exact
 * one by at most |q|·|v − v̂| + |q − q̂|·|v̂| (Cauchy–Schwarz). Without `exactRows` v is v̂.
 */
export class Int8Table implements VectorTable {
  readonly dimension: number;
  readonly #kernels: DotKernels;
  readonly #width: number;
  readonly #exactRows: FloatRows | null;
  readonly #queryScales = new Float32Array(queriesAtOnce);
  #scales = new Float32Array(0);
  #count = 0;
  #capacity = 0;
  #buffer: ArrayBuffer;
  #codes = new Int8Array(0);
  #queries = 0;
  /** Highest |v − v̂| and |v̂| of any row so far. */
  #loss = 0;
  #length = 0;

  constructor(dimension: number, kernels: DotKernels, exactRows: FloatRows | null) {
    this.dimension = dimension;
    this.#width = padded(dimension);
    this.#kernels = kernels;
    this.#exactRows = exactRows;
    this.#buffer = kernels.resize(0);
  }

  get count(): number {
    return this.#count;
  }

  get byteLength(): number {
    return this.#count * (this.dimension + 4) + (this.#exactRows?.byteLength ?? 0);
  }

  append(vectors: Float32Array): void {
    if (this.#exactRows === null) this.appendPacked(packInt8(vectors, this.dimension));
    else this.#add(this.#exactRows.append(vectors));
  }

  appendPacked(packed: Int8Vectors): void {
    this.#exactRows?.appendPacked(packed);
    this.#add({ ...packed, losses: new Float32Array(packed.scales.length) });
  }

  move(from: number, to: number): void {
    const codes = this.#codes;
    codes.copyWithin(to * this.#width, from * this.#width, (from + 1) * this.#width);
    this.#scales[to] = this.#scales[from] ?? 0;
    this.#exactRows?.move(from, to);
  }

  truncate(count: number): void {
    this.#count = count;
    this.#exactRows?.truncate(count);
  }

  begin(queries: Float32Array, count: number): Float64Array {
    this.#reserve(1);
    this.#queries = Math.ceil(count / 4) * 4;
    const codes = new Int16Array(this.#buffer, this.#queryStart, queriesAtOnce * this.#width);
    codes.fill(0);
    return Float64Array.from({ length: count }, (_, query) => {
      const start = query * this.dimension;
      const { scale, loss, length } = packQuery(
        queries.subarray(start, start + this.dimension),
        codes.subarray(query * this.#width),
      );
      this.#queryScales[query] = scale;
      return length * this.#loss + loss * this.#length + slack;
    });
  }

  scan(from: number, to: number): Products {
    this.#kernels.dots8(from, to, this.#width, this.#queries, {
      rows: 0,
      queries: this.#queryStart,
      products: this.#productStart,
    });
    const values = new Int32Array(this.#buffer, this.#productStart, this.#queries * (to - from));
    return { values, rowScales: this.#scales, queryScales: this.#queryScales };
  }

  exact(row: number, queries: Float32Array, offset: number): number {
    if (this.#exactRows !== null) return this.#exactRows.score(row, queries, offset);
    const codes = this.#codes;
    const start = row * this.#width;
    let sum = 0;
    for (let at = 0; at < this.dimension; at += 1) {
      sum += (codes[start + at] ?? 0) * (queries[offset + at] ?? 0);
    }
    return sum * (this.#scales[row] ?? 0);
  }

  read(row: number, out: Float32Array, offset: number): void {
    if (this.#exactRows !== null) {
      this.#exactRows.read(row, out, offset);
      return;
    }
    const codes = this.#codes;
    const scale = this.#scales[row] ?? 0;
    for (let at = 0; at < this.dimension; at += 1) {
      out[offset + at] = (codes[row * this.#width + at] ?? 0) * scale;
    }
  }

  get #queryStart(): number {
    return this.#capacity * this.#width;
  }

  get #productStart(): number {
    return this.#queryStart + queriesAtOnce * this.#width * 2;
  }

  #add({ codes, scales, losses }: Int8Vectors): void {
    const size = this.dimension;
    this.#reserve(this.#count + scales.length);
    const target = this.#codes;
    for (let row = 0; row < scales.length; row += 1) {
      const start = this.#count * this.#width;
      target.fill(0, start + size, start + this.#width);
      target.set(codes.subarray(row * size, (row + 1) * size), start);
      this.#scales[this.#count] = scales[row] ?? 0;
      this.#loss = Math.max(this.#loss, losses[row] ?? 0);
      this.#length = Math.max(this.#length, lengthOf(codes, row * size, size, scales[row] ?? 0));
      this.#count += 1;
    }
  }

  #reserve(count: number): void {
    if (count <= this.#capacity) return;
    this.#capacity = Math.max(count, Math.ceil(this.#capacity * 1.25), rowsAtOnce);
    this.#buffer = this.#kernels.resize(this.#productStart + queriesAtOnce * rowsAtOnce * 4);
    this.#codes = new Int8Array(this.#buffer, 0, this.#capacity * this.#width);
    const scales = new Float32Array(this.#capacity);
    scales.set(this.#scales);
    this.#scales = scales;
  }
}

function lengthOf(codes: Int8Array, start: number, size: number, scale: number): number {
  let square = 0;
  for (let at = start; at < start + size; at += 1) square += (codes[at] ?? 0) ** 2;
  return Math.sqrt(square) * scale;
}

/** Writes a query's codes; answers their scale, the length of what was lost, and its own length. */
function packQuery(
  query: Float32Array,
  codes: Int16Array,
): { scale: number; loss: number; length: number } {
  let most = 0;
  let square = 0;
  for (const value of query) {
    most = Math.max(most, Math.abs(value));
    square += value * value;
  }
  const scale = Math.fround(most / queryRange);
  let lost = 0;
  query.forEach((value, at) => {
    const code = scale === 0 ? 0 : Math.round(value / scale);
    codes[at] = code;
    lost += (value - code * scale) ** 2;
  });
  return { scale, loss: Math.sqrt(lost), length: Math.sqrt(square) };
}
