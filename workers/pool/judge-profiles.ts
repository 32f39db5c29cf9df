import type { Facets, TaskQuery } from '#core/contracts/pool-api.ts';
import { dimensionIds, type DimensionId } from '#core/review/dimensions.ts';
import type { TaskColumns } from './task-columns.ts';

/** Misses above this take a task out of all counts. */
export const out = 2;

/** What the filters by value make of each profile, by its number. */
export interface JudgedProfiles {
  /** How many filters it misses: 0, 1, or `out`. */
  readonly misses: Uint8Array;
  /** The last dimension that it misses. */
  readonly missed: Uint8Array;
  /** How many tasks of it count; for its missed dimension only where it misses one. */
  readonly counts: Uint32Array;
}

/** Holds the filters of a query against every profile. */
export function judgeProfiles(columns: TaskColumns, query: TaskQuery): JudgedProfiles {
  const { profiles } = columns;
  const misses = new Uint8Array(profiles.count);
  const missed = new Uint8Array(profiles.count);
  dimensionIds.forEach((id, dimension) => {
    const wanted: readonly string[] = query[id] ?? [];
    if (wanted.length === 0) return;
    const isMiss = Uint8Array.from(columns.values(id).sets, (values) =>
      values.some((value) => wanted.includes(value)) ? 0 : 1,
    );
    for (let profile = 0; profile < profiles.count; profile += 1) {
      if (isMiss[profiles.codeOf(profile, dimension)] === 0) continue;
      misses[profile] = Math.min(out, (misses[profile] ?? 0) + 1);
      missed[profile] = dimension;
    }
  });
  return { misses, missed, counts: new Uint32Array(profiles.count) };
}

/** What matches counts everywhere; what misses one filter where that one is counted. */
export function countFacets(
  columns: TaskColumns,
  judged: JudgedProfiles,
): Omit<Facets, 'suspicion'> {
  const facets = dimensionIds.map((id, dimension) => {
    const { sets } = columns.values(id);
    return [id, sumOfSets(sets, countCodes(columns, judged, dimension, sets.length))] as const;
  });
  return Object.fromEntries(facets) as Record<DimensionId, Record<string, number>>;
}

function countCodes(
  { profiles }: TaskColumns,
  { misses, missed, counts }: JudgedProfiles,
  dimension: number,
  codes: number,
): Uint32Array {
  const sums = new Uint32Array(codes);
  for (let profile = 0; profile < counts.length; profile += 1) {
    const count = counts[profile] ?? 0;
    if (count === 0 || (misses[profile] === 1 && missed[profile] !== dimension)) continue;
    const code = profiles.codeOf(profile, dimension);
    sums[code] = (sums[code] ?? 0) + count;
  }
  return sums;
}

/** A task with several values counts for each of them. */
function sumOfSets(
  sets: readonly (readonly string[])[],
  counts: Uint32Array,
): Record<string, number> {
  const sums = new Map<string, number>();
  sets.forEach((values, number) => {
    const count = counts[number] ?? 0;
    if (count > 0) for (const value of values) sums.set(value, (sums.get(value) ?? 0) + count);
  });
  return Object.fromEntries(sums);
}
