import type { VectorHit } from './vector-index.ts';

/** Two texts and their score, to show what a threshold means. */
export interface ExamplePair {
  readonly first: number;
  readonly second: number;
  readonly score: number;
}

/** How near members of a pool are to their nearest neighbour. */
export interface Calibration {
  /** Members by score with their nearest neighbour: equal steps from `lowest` to 1. */
  readonly counts: readonly number[];
  readonly lowest: number;
  readonly members: number;
  /** For each level asked for, the pairs whose score is nearest to it. */
  readonly examples: readonly { readonly level: number; readonly pairs: readonly ExamplePair[] }[];
}

/**
 * Summarises each member's nearest neighbour (itself left out; null where it has none) as a
 * histogram of `steps` bars and up to `perLevel` example pairs at each level, each pair once.
 */
export function calibrate(
  members: readonly { readonly id: number; readonly nearest: VectorHit | null }[],
  levels: readonly number[],
  { steps, perLevel }: { steps: number; perLevel: number },
): Calibration {
  const pairs = distinctPairs(members);
  const scores = members.flatMap(({ nearest }) => (nearest === null ? [] : [nearest.score]));
  const lowest = Math.min(0, Math.floor(Math.min(0, ...levels, lowestOf(scores)) * 10) / 10);
  const counts = new Array<number>(steps).fill(0);
  for (const score of scores) {
    const share = (score - lowest) / (1 - lowest);
    const bar = Math.max(0, Math.min(steps - 1, Math.floor(share * steps)));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return {
    counts,
    lowest,
    members: scores.length,
    examples: levels.map((level) => ({
      level,
      pairs: pairs
        .toSorted((a, b) => Math.abs(a.score - level) - Math.abs(b.score - level))
        .slice(0, perLevel)
        .sort((a, b) => b.score - a.score),
    })),
  };
}

function distinctPairs(
  members: readonly { readonly id: number; readonly nearest: VectorHit | null }[],
): ExamplePair[] {
  const seen = new Map<string, ExamplePair>();
  for (const { id, nearest } of members) {
    if (nearest === null) continue;
    const [first, second] = id < nearest.id ? [id, nearest.id] : [nearest.id, id];
    seen.set(`${first}-${second}`, { first, second, score: nearest.score });
  }
  return [...seen.values()];
}

const lowestOf = (scores: readonly number[]): number =>
  scores.reduce((least, score) => Math.min(least, score), 0);
