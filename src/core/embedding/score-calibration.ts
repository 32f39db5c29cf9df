import type { VectorHit } from './vector-index.ts';

/** Two texts and their score, to show what a threshold means. */
export interface ExamplePair {
  readonly first: number;
  readonly second: number;
  readonly score: number;
}

/** The share of members (0–1) that a threshold would have rejected, as they came. */
export function rejectedShare({ earlier, members }: Calibration, threshold: number): number {
  if (members === 0) return 0;
  return earlier.filter((score) => score > threshold).length / members;
}

/** How near members of a pool are to their nearest neighbour. */
export interface Calibration {
  /** Members by score with their nearest neighbour: equal steps from `lowest` to 1. */
  readonly counts: readonly number[];
  readonly lowest: number;
  readonly members: number;
  /**
   * The score of each member with the nearest that came before it, highest first; members with none
   * near are left out. How many of them lie above a threshold is how many it would have rejected.
   */
  readonly earlier: readonly number[];
  /** For each level asked for, the pairs whose score is nearest to it. */
  readonly examples: readonly { readonly level: number; readonly pairs: readonly ExamplePair[] }[];
}

/** A member with its nearest neighbour, and with the nearest among those before it. */
export interface CalibratedMember {
  readonly id: number;
  readonly nearest: VectorHit | null;
  readonly earlier: VectorHit | null;
}

/**
 * Summarises each member's nearest neighbour (itself left out; null where it has none) as a
 * histogram of `steps` bars and up to `perLevel` example pairs at each level, each pair once.
 */
export function calibrate(
  members: readonly CalibratedMember[],
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
    members: members.length,
    earlier: members
      .flatMap(({ earlier }) => (earlier === null ? [] : [earlier.score]))
      .sort((a, b) => b - a),
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
