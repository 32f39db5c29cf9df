import type { EncoderKernels } from '#workers/kernels/load-encoder-kernels.ts';
import type { Arena } from './arena.ts';
import type { ByteBert, ByteLinear, Norm } from './bert-weights.ts';
import { packLinears } from './packed-linear.ts';

/** A linear layer in a kernel's memory, by address. */
export interface PlacedLinear {
  readonly from: number;
  readonly to: number;
  readonly weights: number;
  readonly columnScales: number;
  readonly columnSums: number;
  readonly biases: number;
}

export interface PlacedNorm {
  readonly gains: number;
  readonly shifts: number;
}

export interface PlacedLayer {
  /** Queries, keys and values side by side. */
  readonly mix: PlacedLinear;
  readonly attentionOut: PlacedLinear;
  readonly attentionNorm: PlacedNorm;
  readonly grow: PlacedLinear;
  readonly shrink: PlacedLinear;
  readonly outNorm: PlacedNorm;
}

export interface PlacedWeights {
  readonly norm: PlacedNorm;
  readonly layers: readonly PlacedLayer[];
}

/** Puts an encoder's weights into a kernel's memory, packed for its products. */
export function placeWeights(
  { norm, layers }: ByteBert,
  arena: Arena,
  depth: EncoderKernels['depth'],
): PlacedWeights {
  const placeNorm = ({ gains, shifts }: Norm): PlacedNorm => ({
    gains: arena.put(gains),
    shifts: arena.put(shifts),
  });
  const place = (...linears: readonly ByteLinear[]): PlacedLinear => {
    const { from, to, weights, scales, sums, biases } = packLinears(linears, depth);
    return {
      from,
      to,
      weights: arena.put(weights),
      columnScales: arena.put(scales),
      columnSums: arena.put(sums),
      biases: arena.put(biases),
    };
  };
  return {
    norm: placeNorm(norm),
    layers: layers.map((layer) => ({
      mix: place(layer.query, layer.key, layer.value),
      attentionOut: place(layer.attentionOut),
      attentionNorm: placeNorm(layer.attentionNorm),
      grow: place(layer.grow),
      shrink: place(layer.shrink),
      outNorm: placeNorm(layer.outNorm),
    })),
  };
}
