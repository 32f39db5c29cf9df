import { packInt8, type Int8Vectors } from './packed-vectors.ts';

/** Rows that a chunk of exact vectors holds: chunks grow without copying what is there. */
const rowsPerChunk = 4096;

/** The vectors as they are stored: what exact scores are computed from. */
export interface VectorRows {
  readonly byteLength: number;
  append(vectors: Float32Array): Int8Vectors;
  appendPacked(packed: Int8Vectors): void;
  /** Copies row `from` over row `to`. */
  move(from: number, to: number): void;
  /** Forgets the rows from `count` on. */
  truncate(count: number): void;
  /** Inner product of a row with a query, in double precision, in order of the numbers. */
  score(row: number, query: Float32Array, offset: number): number;
  read(row: number, out: Float32Array, offset: number): void;
}

/** Rows in full precision, on the JavaScript heap; the table beside them scans their packed form. */
export class FloatRows implements VectorRows {
  readonly #dimension: number;
  readonly #chunks: Float32Array[] = [];
  #count = 0;

  constructor(dimension: number) {
    this.#dimension = dimension;
  }

  get byteLength(): number {
    return this.#chunks.length * rowsPerChunk * this.#dimension * 4;
  }

  append(vectors: Float32Array): Int8Vectors {
    const size = this.#dimension;
    for (let at = 0; at < vectors.length; at += size) {
      this.#rowOf(this.#count).set(vectors.subarray(at, at + size));
      this.#count += 1;
    }
    return packInt8(vectors, size);
  }

  appendPacked({ codes, scales }: Int8Vectors): void {
    const size = this.#dimension;
    scales.forEach((scale, index) => {
      const row = this.#rowOf(this.#count);
      for (let at = 0; at < size; at += 1) row[at] = (codes[index * size + at] ?? 0) * scale;
      this.#count += 1;
    });
  }

  move(from: number, to: number): void {
    this.#rowOf(to).set(this.#rowOf(from));
  }

  truncate(count: number): void {
    this.#count = count;
    this.#chunks.length = Math.ceil(count / rowsPerChunk);
  }

  score(row: number, query: Float32Array, offset: number): number {
    return dot(this.#rowOf(row), 0, query, offset, this.#dimension);
  }

  read(row: number, out: Float32Array, offset: number): void {
    out.set(this.#rowOf(row), offset);
  }

  #rowOf(row: number): Float32Array {
    const size = this.#dimension;
    const place = Math.floor(row / rowsPerChunk);
    const chunk = (this.#chunks[place] ??= new Float32Array(rowsPerChunk * size));
    const start = (row % rowsPerChunk) * size;
    return chunk.subarray(start, start + size);
  }
}

/** Inner product in double precision, first number first. */
export function dot(
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
  length: number,
): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += (a[aStart + at] ?? 0) * (b[bStart + at] ?? 0);
  return sum;
}
