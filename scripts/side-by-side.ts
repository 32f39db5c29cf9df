/**
 * Starts the jobs in their order, so many at a time, the next one when one ends. Answers their
 * results in the order of the jobs.
 */
export async function sideBySide<T>(
  jobs: readonly (() => Promise<T>)[],
  atOnce: number,
): Promise<T[]> {
  const results = new Map<number, T>();
  const waiting = jobs.entries();
  const lane = async (): Promise<void> => {
    for (const [place, job] of waiting) results.set(place, await job());
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, lane));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
