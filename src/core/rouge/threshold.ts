import type { SimilarityFailure } from '#core/contracts/similarity-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';

/** Checks that a threshold is a number from 0 to 1. */
export function checkThreshold(threshold: number): Result<void, SimilarityFailure> {
  return threshold >= 0 && threshold <= 1
    ? success(undefined)
    : failure({ kind: 'bad-threshold', threshold });
}
