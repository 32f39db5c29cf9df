/** Sizes of a BERT-like encoder. */
export interface EncoderShape {
  readonly vocabulary: number;
  readonly positions: number;
  readonly width: number;
  readonly heads: number;
  readonly inner: number;
  readonly layers: number;
}

/** The shape of all-MiniLM-L6-v2. */
export const miniLmShape: EncoderShape = {
  vocabulary: 30_000,
  positions: 512,
  width: 384,
  heads: 12,
  inner: 1536,
  layers: 6,
};

/** `weights` is `from` × `to`, row by row: y = x · weights + bias. */
export interface Linear {
  readonly from: number;
  readonly to: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface Norm {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

export interface Layer {
  readonly query: Linear;
  readonly key: Linear;
  readonly value: Linear;
  readonly attentionOut: Linear;
  readonly attentionNorm: Norm;
  readonly grow: Linear;
  readonly shrink: Linear;
  readonly outNorm: Norm;
}

export interface EncoderWeights {
  readonly shape: EncoderShape;
  readonly words: Float32Array;
  readonly positions: Float32Array;
  readonly segments: Float32Array;
  readonly norm: Norm;
  readonly layers: readonly Layer[];
}

/** Random weights, the same for the same seed; scaled so that activations keep their size. */
export function randomWeights(shape: EncoderShape, seed: number): EncoderWeights {
  const next = xorshift(seed);
  const values = (count: number, range: number, centre = 0): Float32Array => {
    const all = new Float32Array(count);
    for (let index = 0; index < count; index += 1) all[index] = centre + range * next();
    return all;
  };
  const linear = (from: number, to: number): Linear => ({
    from,
    to,
    weights: values(from * to, Math.sqrt(3 / from)),
    bias: values(to, 0.1),
  });
  const { width, inner } = shape;
  const norm = (): Norm => ({ scale: values(width, 0.1, 1), shift: values(width, 0.1) });
  return {
    shape,
    words: values(shape.vocabulary * width, 1),
    positions: values(shape.positions * width, 0.2),
    segments: values(2 * width, 0.2),
    norm: norm(),
    layers: Array.from({ length: shape.layers }, () => ({
      query: linear(width, width),
      key: linear(width, width),
      value: linear(width, width),
      attentionOut: linear(width, width),
      attentionNorm: norm(),
      grow: linear(width, inner),
      shrink: linear(inner, width),
      outNorm: norm(),
    })),
  };
}

/** Marsaglia's xorshift32, as numbers in [−1, 1): fast enough for 22 million weights. */
function xorshift(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
}
