import type { Facets, TaskQuery } from '#core/contracts/pool-api.ts';
import { codeOf, dimensionIds, dimensions, type DimensionId } from '#core/review/dimensions.ts';
import { SuspicionFilter, type SuspicionColumn } from './suspicion-column.ts';
import type { TaskColumns } from './task-columns.ts';

/** What one pass over the columns finds. */
export interface Pass {
  /** 1 for every place that matches. */
  readonly isMatch: Uint8Array;
  readonly matches: number;
  readonly facets: Facets;
}

interface Filter {
  readonly codes: Uint8Array;
  /** 0: anything goes. */
  readonly wanted: number;
  /** Tasks by code that every other filter lets through. */
  readonly counts: Uint32Array;
}

/**
 * Filters and counts in one pass. A task that fails no filter matches and counts for all facets; one
 * that fails a single filter counts for that filter's facet only.
 */
export function runQuery(
  columns: TaskColumns,
  suspicions: SuspicionColumn,
  query: TaskQuery,
  found: Uint8Array | null,
): Pass {
  const filters = dimensionIds.map((id) => filterOf(columns, id, query[id]));
  const suspicion = new SuspicionFilter(suspicions, query.suspicion);
  const isMatch = new Uint8Array(columns.end);
  let matches = 0;
  for (let place = 0; place < columns.end; place += 1) {
    if (!columns.has(place) || (found !== null && found[place] !== 1)) continue;
    if (!passes(filters, suspicion, place)) continue;
    isMatch[place] = 1;
    matches += 1;
  }
  return { isMatch, matches, facets: facetsOf(filters, suspicion) };
}

function filterOf(columns: TaskColumns, id: DimensionId, value: string | undefined): Filter {
  const counts = new Uint32Array(dimensions[id].values.length + 1);
  return { codes: columns.codes(id), wanted: codeOf(id, value), counts };
}

/** Whether a place passes all filters; counts it on the way. */
function passes(filters: readonly Filter[], suspicion: SuspicionFilter, place: number): boolean {
  let failed: Filter | null = null;
  for (const filter of filters) {
    if (filter.wanted === 0 || filter.codes[place] === filter.wanted) continue;
    if (failed !== null) return false;
    failed = filter;
  }
  if (!suspicion.passes(place)) {
    if (failed === null) suspicion.tally(place);
    return false;
  }
  if (failed !== null) {
    count(failed, place);
    return false;
  }
  for (const filter of filters) count(filter, place);
  suspicion.tally(place);
  return true;
}

function count({ codes, counts }: Filter, place: number): void {
  const code = codes[place] ?? 0;
  counts[code] = (counts[code] ?? 0) + 1;
}

function facetsOf(filters: readonly Filter[], suspicion: SuspicionFilter): Facets {
  const countsOf = <Value extends string>(
    id: DimensionId,
    values: readonly Value[],
  ): Record<Value, number> => {
    const counts = filters[dimensionIds.indexOf(id)]?.counts;
    const pairs = values.map((value, i) => [value, counts?.[i + 1] ?? 0]);
    return Object.fromEntries(pairs) as Record<Value, number>;
  };
  return {
    status: countsOf('status', dimensions.status.values),
    reason: countsOf('reason', dimensions.reason.values),
    origin: countsOf('origin', dimensions.origin.values),
    type: countsOf('type', dimensions.type.values),
    completeness: countsOf('completeness', dimensions.completeness.values),
    suspicion: suspicion.facet(),
  };
}
