/** Texts that go through a model together: their places, the longest text last. */
export type TokenBatch = readonly number[];

/**
 * Cuts texts into batches of similar length, so that little is padded: sorted by length (ties in
 * order of place), each batch with at most `budget` tokens, padding counted. A text longer than the
 * budget has a batch to itself; texts of length 0 are in none.
 */
export function tokenBatches(lengths: readonly number[], budget: number): TokenBatch[] {
  const places = lengths
    .map((length, place) => ({ length, place }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length || a.place - b.place);
  const batches: number[][] = [];
  let latest: number[] = [];
  for (const { length, place } of places) {
    if (latest.length === 0 || (latest.length + 1) * length > budget) {
      latest = [];
      batches.push(latest);
    }
    latest.push(place);
  }
  return batches;
}
