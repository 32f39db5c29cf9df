import type { Facets, TaskQuery } from '#core/contracts/pool-api.ts';
import { dimensionIds, type DimensionId } from '#core/review/dimensions.ts';
import { measureIds } from '#core/review/measures.ts';
import { suspicionMask, SuspicionTally, type SuspicionColumn } from './suspicion-column.ts';
import type { PassScratch } from './pass-scratch.ts';
import type { TaskColumns } from './task-columns.ts';
import type { ValueColumn } from './value-column.ts';

/** What a pass over the columns finds. */
export interface Pass {
  /** 0 for every place that matches; another pass with the same scratch writes over it. */
  readonly misses: Uint8Array;
  readonly matches: number;
  readonly facets: Facets;
}

/** Misses above this take a task out of all counts. */
const out = 2;
/** The number of the filter by suspicion among those that have a facet; the others count from 1. */
const suspicionNumber = 255;

/**
 * Filters and counts, column by column. A task that misses no filter matches and counts for all
 * facets; one that misses a single one counts for that one's facet only. Bounds, the search and
 * absence have no facet: they count twice.
 */
export function runQuery(
  columns: TaskColumns,
  suspicions: SuspicionColumn,
  query: TaskQuery,
  found: Uint8Array | null,
  scratch: PassScratch,
): Pass {
  const { misses, missed } = scratch.bytes(columns.end);
  missBytes(misses, columns.presence);
  if (found !== null) missBytes(misses, found);
  for (const id of measureIds) {
    const range = query[id];
    if (range !== undefined) {
      missOutside(misses, columns.measure(id), range.min ?? -Infinity, range.max ?? Infinity);
    }
  }
  if (query.near !== undefined) missOthers(misses, columns.nearest, query.near);
  dimensionIds.forEach((id, number) => {
    const wanted = query[id] ?? [];
    if (wanted.length > 0) missValues(misses, missed, columns.values(id), wanted, number + 1);
  });
  if (query.suspicion !== undefined) {
    missSuspicions(misses, missed, suspicions, suspicionMask(query.suspicion));
  }
  const kept = partition(misses, scratch.places(columns.end));
  const facets = countFacets(columns, kept, missed);
  const suspicion = countSuspicions(suspicions, kept, missed);
  return { misses, matches: kept.matching.length, facets: { ...facets, suspicion } };
}

/** The places that count: those that match, and those that miss a single filter. */
type Kept = ReturnType<PassScratch['places']>;

function partition(misses: Uint8Array, { matching, near }: Kept): Kept {
  let matches = 0;
  let nears = 0;
  for (let place = 0; place < misses.length; place += 1) {
    const number = misses[place] ?? 0;
    if (number === 0) matching[matches++] = place;
    else if (number < out) near[nears++] = place;
  }
  return { matching: matching.subarray(0, matches), near: near.subarray(0, nears) };
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

function missSuspicions(
  misses: Uint8Array,
  missed: Uint8Array,
  column: SuspicionColumn,
  mask: number,
): void {
  for (let place = 0; place < misses.length; place += 1) {
    if ((column.bits(place) & mask) !== 0) continue;
    const before = misses[place] ?? 0;
    if (before < out) misses[place] = before + 1;
    missed[place] = suspicionNumber;
  }
}

function missValues(
  misses: Uint8Array,
  missed: Uint8Array,
  { sets, codes }: ValueColumn,
  wanted: readonly string[],
  number: number,
): void {
  const isMiss = Uint8Array.from(sets, (values) =>
    values.some((value) => wanted.includes(value)) ? 0 : 1,
  );
  for (let place = 0; place < misses.length; place += 1) {
    if (isMiss[codes[place] ?? 0] === 0) continue;
    const before = misses[place] ?? 0;
    if (before < out) misses[place] = before + 1;
    missed[place] = number;
  }
}

/** What matches counts everywhere; what misses one filter where that one is counted. */
function countFacets(
  columns: TaskColumns,
  { matching, near }: Kept,
  missed: Uint8Array,
): Record<DimensionId, Record<string, number>> {
  const facetOf = (id: DimensionId, number: number): Record<string, number> => {
    const { sets, codes } = columns.values(id);
    const counts = new Uint32Array(sets.length);
    countCodes(codes, matching, counts);
    if (near.length > 0) countMissed(codes, near, counts, missed, number);
    return sumOfSets(sets, counts);
  };
  const facets = dimensionIds.map((id, i) => [id, facetOf(id, i + 1)] as const);
  return Object.fromEntries(facets) as Record<DimensionId, Record<string, number>>;
}

function countCodes(
  codes: Uint8Array | Uint32Array,
  places: Uint32Array,
  counts: Uint32Array,
): void {
  for (let i = 0; i < places.length; i += 1) {
    const code = codes[places[i] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function countMissed(
  codes: Uint8Array | Uint32Array,
  places: Uint32Array,
  counts: Uint32Array,
  missed: Uint8Array,
  number: number,
): void {
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] ?? 0;
    if (missed[place] !== number) continue;
    const code = codes[place] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function countSuspicions(
  column: SuspicionColumn,
  { matching, near }: Kept,
  missed: Uint8Array,
): Facets['suspicion'] {
  const tally = new SuspicionTally(column);
  tally.add(matching);
  tally.add(near.filter((place) => missed[place] === suspicionNumber));
  return tally.facet();
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
