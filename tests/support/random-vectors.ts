import { normalise } from '#core/embedding/lexical-embedding.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';

/**
 * Unit vectors in bunches, the same for the same seed: as in a real pool many rows lie close
 * together. `spread` 0 makes every bunch one point.
 */
export function bunchedVectors(
  count: number,
  dimension: number,
  { seed, bunches = 8, spread = 0.5 }: { seed: number; bunches?: number; spread?: number },
): Float32Array {
  const random = keyedRandom(seed, 'vectors', count);
  const centred = (): number => random() + random() + random() - 1.5;
  const centres = Float32Array.from({ length: bunches * dimension }, centred);
  const vectors = new Float32Array(count * dimension);
  for (let row = 0; row < count; row += 1) {
    const bunch = Math.floor(random() * bunches);
    const own = vectors.subarray(row * dimension, (row + 1) * dimension);
    for (let at = 0; at < dimension; at += 1) {
      own[at] = (centres[bunch * dimension + at] ?? 0) + spread * centred();
    }
    normalise(own);
  }
  return vectors;
}
