/** How vectors are kept: as they are, or a byte a number with one scale a vector. */
export type VectorPrecision = 'float32' | 'int8';

/** Vectors in 8 bits: number ≈ code × scale. */
export interface Int8Vectors {
  /** `dimension` codes a vector, −127 to 127. */
  readonly codes: Int8Array;
  /** One a vector; 0 for the zero vector. */
  readonly scales: Float32Array;
  /** Length of what was lost, one a vector: no score changes by more against a query of length 1. */
  readonly losses: Float32Array;
}

/** What packing costs: how much the score of two vectors may change. */
export interface PackingError {
  /** No score against a vector of length 1 is off by more. */
  readonly most: number;
  readonly mean: number;
}

/** Packs vectors of `dimension` numbers each into 8 bits; numbers must be finite. */
export function packInt8(vectors: Float32Array, dimension: number): Int8Vectors {
  const count = vectors.length / dimension;
  const packed = {
    codes: new Int8Array(vectors.length),
    scales: new Float32Array(count),
    losses: new Float32Array(count),
  };
  for (let row = 0; row < count; row += 1)
    packRow(vectors, row * dimension, dimension, row, packed);
  return packed;
}

function packRow(
  vectors: Float32Array,
  start: number,
  dimension: number,
  row: number,
  { codes, scales, losses }: Int8Vectors,
): void {
  const end = start + dimension;
  let most = 0;
  for (let at = start; at < end; at += 1) most = Math.max(most, Math.abs(vectors[at] ?? 0));
  const scale = Math.fround(most / 127);
  scales[row] = scale;
  if (scale === 0) return;
  let lost = 0;
  for (let at = start; at < end; at += 1) {
    const value = vectors[at] ?? 0;
    // The scale was rounded, so that the largest number may come out as 128.
    const code = Math.max(-127, Math.min(127, Math.round(value / scale)));
    codes[at] = code;
    lost += (value - code * scale) ** 2;
  }
  losses[row] = Math.sqrt(lost);
}

/** The vectors as 8 bits hold them, `dimension` numbers each. */
export function unpackInt8({ codes, scales }: Int8Vectors, dimension: number): Float32Array {
  return Float32Array.from(codes, (code, at) => code * (scales[Math.floor(at / dimension)] ?? 0));
}

/** What packing cost of some lots together; each lot has `count` vectors. */
export function joinedError(
  lots: readonly { readonly packing: PackingError; readonly count: number }[],
): PackingError {
  const total = lots.reduce((sum, { count }) => sum + count, 0);
  const sum = lots.reduce((lost, { packing, count }) => lost + packing.mean * count, 0);
  return {
    most: lots.reduce((most, { packing }) => Math.max(most, packing.most), 0),
    mean: total === 0 ? 0 : sum / total,
  };
}

/** Measures what packing cost. */
export function packingError({ losses }: Int8Vectors): PackingError {
  let most = 0;
  let sum = 0;
  for (const loss of losses) {
    most = Math.max(most, loss);
    sum += loss;
  }
  return { most, mean: losses.length === 0 ? 0 : sum / losses.length };
}
