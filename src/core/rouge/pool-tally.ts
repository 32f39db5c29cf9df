import type { TaskId } from '#core/model/ids.ts';
import type { Neighbour } from '#core/model/task.ts';

/** What a scan of a pool, or of one part of it, says of a text. */
export interface PoolTally {
  /** Tokens of the text. */
  readonly length: number;
  /** Members that count, those without a shared token included. */
  readonly members: number;
  /** `lcsByLength[n]`: LCS lengths with all members of n tokens, summed up. */
  readonly lcsByLength: readonly number[];
  /** Highest first; of equal scores the lower ids. */
  readonly nearest: readonly Neighbour[];
}

/**
 * Mean F over the members. For members of n tokens F is 2·lcs/(m+n), so whole numbers can be
 * summed first: the mean does not depend on the order of the pool or on how it was split, and is
 * within a few units in the last place of the mean of the doubles.
 */
export function meanOf(tally: PoolTally): number {
  let sum = 0;
  tally.lcsByLength.forEach((lcs, n) => {
    // Nothing in common is 0, also where neither has a token and the fraction would be none.
    if (lcs > 0) sum += (2 * lcs) / (tally.length + n);
  });
  return tally.members === 0 ? 0 : sum / tally.members;
}

/** The tally without a member that has `lcs` tokens in common with the text; `k` nearest. */
export function withoutMember(
  tally: PoolTally,
  member: { readonly id: TaskId; readonly length: number; readonly lcs: number },
  k: number,
): PoolTally {
  const lcsByLength = tally.lcsByLength.with(
    member.length,
    (tally.lcsByLength[member.length] ?? 0) - member.lcs,
  );
  const nearest = tally.nearest.filter(({ id }) => id !== member.id).slice(0, k);
  return { ...tally, members: tally.members - 1, lcsByLength, nearest };
}

/** Adds up the tallies of the parts of a pool; `k` nearest of all. */
export function mergeTallies(parts: readonly PoolTally[], k: number): PoolTally {
  const lcsByLength: number[] = [];
  for (const part of parts) {
    part.lcsByLength.forEach((lcs, n) => (lcsByLength[n] = (lcsByLength[n] ?? 0) + lcs));
  }
  for (let n = 0; n < lcsByLength.length; n += 1) lcsByLength[n] ??= 0;
  return {
    length: parts[0]?.length ?? 0,
    members: parts.reduce((sum, part) => sum + part.members, 0),
    lcsByLength,
    nearest: parts
      .flatMap((part) => part.nearest)
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, k),
  };
}
