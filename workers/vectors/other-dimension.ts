import type { VectorsFailure } from '#core/contracts/vectors-api.ts';

/** Says that stored vectors can't stand beside those that a model gives: numbers a vector of each. */
export function otherDimension(stored: number, given: number): VectorsFailure {
  return {
    kind: 'other-dimension',
    message: `The stored vectors have ${stored} numbers each, the model gives ${given}: they can’t be compared. Remove the stored ones in Settings, then go on; the texts are embedded anew.`,
  };
}
