import type { VectorHit } from '#core/embedding/vector-index.ts';

/** The definition: every score, sorted. */
export function plainScores(
  ids: readonly number[],
  vectors: Float32Array,
  query: Float32Array,
): VectorHit[] {
  const dimension = query.length;
  return ids
    .map((id, row) => {
      let score = 0;
      for (let at = 0; at < dimension; at += 1) {
        score += (vectors[row * dimension + at] ?? 0) * (query[at] ?? 0);
      }
      return { id, score };
    })
    .sort((a, b) => b.score - a.score || a.id - b.id);
}
