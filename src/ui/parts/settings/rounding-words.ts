import type { StoredSpace } from '#core/contracts/vectors-api.ts';
import type { VectorPrecision } from '#core/embedding/packed-vectors.ts';

export const precisionWords: Readonly<Record<VectorPrecision, string>> = {
  int8: '8 bits',
  float32: 'full precision',
};

/** The choices of how vectors are kept. */
export const precisions = [
  { value: 'int8', label: 'In 8 bits: a quarter of the room, slightly rounded' },
  { value: 'float32', label: 'In full precision (32 bits)' },
] as const satisfies readonly { value: VectorPrecision; label: string }[];

export const precisionHint =
  'Where you change to full precision, texts that were kept in 8 bits are embedded again. A run that filters by meaning always compares in 8 bits.';

const shownFrom = 0.0001;

/** How far rounding can move a similarity, which goes up to 1. */
export function roundingWords({
  precision,
  packing,
}: Pick<StoredSpace, 'precision' | 'packing'>): string {
  if (precision === 'float32') return `${precisionWords.float32}: nothing is rounded`;
  if (packing === undefined) return `${precisionWords.int8}: rounding was not measured`;
  const { most, mean } = packing;
  if (most < shownFrom) {
    return `${precisionWords.int8}: rounding moves no similarity by ${shownFrom} or more`;
  }
  const average = mean < shownFrom ? `less than ${shownFrom}` : mean.toFixed(4);
  return `${precisionWords.int8}: rounding moves a similarity by ${most.toFixed(4)} at most (${average} for the average vector)`;
}
