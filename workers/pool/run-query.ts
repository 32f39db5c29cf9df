import type { Facets, TaskQuery } from '#core/contracts/pool-api.ts';
import { measureIds } from '#core/review/measures.ts';
import { countFacets, judgeProfiles, out, type JudgedProfiles } from './judge-profiles.ts';
import type { PassScratch } from './pass-scratch.ts';
import { suspicionMask, SuspicionTally, type SuspicionColumn } from './suspicion-column.ts';
import type { TaskColumns } from './task-columns.ts';

/** What a pass over the columns finds. */
export interface Pass {
  /** 0 for every place that matches; another pass with the same scratch writes over it. */
  readonly misses: Uint8Array;
  readonly matches: number;
  readonly facets: Facets;
}

// What every task has.
const anything = -1;

/**
 * Filters and counts. A task that misses no filter matches and counts for all facets; one that misses
 * a single one counts for that one's facet only. Bounds, the search and absence have no facet: they
 * count twice. What depends on values alone is found once a profile.
 */
export function runQuery(
  columns: TaskColumns,
  suspicions: SuspicionColumn,
  query: TaskQuery,
  found: Uint8Array | null,
  scratch: PassScratch,
): Pass {
  const misses = scratch.misses(columns.end);
  missBytes(misses, columns.presence);
  if (found !== null) missBytes(misses, found);
  for (const id of measureIds) {
    const range = query[id];
    if (range !== undefined) {
      missOutside(misses, columns.measure(id), range.min ?? -Infinity, range.max ?? Infinity);
    }
  }
  if (query.near !== undefined) missOthers(misses, columns.nearest, query.near);
  const mask = query.suspicion === undefined ? anything : suspicionMask(query.suspicion);
  const judged = judgeProfiles(columns, query);
  const kept = missValues(misses, columns.profiles.column, judged, suspicions, mask, scratch);
  const tally = new SuspicionTally(suspicions);
  tally.add(kept.matching);
  tally.add(kept.unsuspected);
  const facets = { ...countFacets(columns, judged), suspicion: tally.facet() };
  return { misses, matches: kept.matching.length, facets };
}

function missBytes(misses: Uint8Array, isIn: Uint8Array): void {
  for (let place = 0; place < misses.length; place += 1) {
    if (isIn[place] !== 1) misses[place] = out;
  }
}

function missOutside(misses: Uint8Array, column: Float64Array, min: number, max: number): void {
  for (let place = 0; place < misses.length; place += 1) {
    const value = column[place] ?? NaN;
    if (!(value >= min && value <= max)) misses[place] = out;
  }
}

function missOthers(misses: Uint8Array, column: Uint32Array, wanted: number): void {
  for (let place = 0; place < misses.length; place += 1) {
    if (column[place] !== wanted) misses[place] = out;
  }
}

interface Kept {
  /** The places that miss nothing. */
  readonly matching: Uint32Array;
  /** Those that miss only the filter by suspicion. */
  readonly unsuspected: Uint32Array;
}

/** Adds what the filters by value and by suspicion say, and counts the tasks of each profile. */
function missValues(
  misses: Uint8Array,
  profiles: Uint32Array,
  judged: JudgedProfiles,
  suspicions: SuspicionColumn,
  mask: number,
  scratch: PassScratch,
): Kept {
  const { matching, unsuspected } = scratch.places(misses.length);
  const { answers } = suspicions;
  let matches = 0;
  let others = 0;
  for (let place = 0; place < misses.length; place += 1) {
    if (misses[place] !== 0) continue;
    const profile = profiles[place] ?? 0;
    const missed = judged.misses[profile] ?? 0;
    if (missed === out) {
      misses[place] = out;
      continue;
    }
    const isSuspected = mask === anything || ((answers[place] ?? 0) & mask) !== 0;
    misses[place] = isSuspected ? missed : missed + 1;
    if (isSuspected) {
      judged.counts[profile] = (judged.counts[profile] ?? 0) + 1;
      if (missed === 0) matching[matches++] = place;
    } else if (missed === 0) {
      unsuspected[others++] = place;
    }
  }
  return {
    matching: matching.subarray(0, matches),
    unsuspected: unsuspected.subarray(0, others),
  };
}
