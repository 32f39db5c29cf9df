import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { suspicionValues } from '#core/suspicions/suspicion-words.ts';
import { dimensionIds, valueIn, type DimensionId } from './dimensions.ts';
import { measureIds, type NumberRange } from './measures.ts';
import { withinSearch } from './search-length.ts';
import { readSort } from './task-sort.ts';

/** A table with the task beside it, or one task after the other. */
export type ReviewMode = 'table' | 'queue';

/** What Review's address holds: how it is shown, the query, and the task that is shown. */
export interface ReviewAddress {
  readonly mode: ReviewMode;
  readonly query: TaskQuery;
  readonly taskId: TaskId | null;
}

type Fields = Readonly<Record<string, string>>;

const usualSort: TaskQuery['sort'] = 'newest';

/** Reads the part of an address after `?`, decoded; what it does not know it leaves out. */
export function readReviewAddress(fields: Fields): ReviewAddress {
  const text = withinSearch(fields['q']?.trim() ?? '').trim();
  const near = readId(fields['near']);
  const query: TaskQuery = {
    ...readValues(fields),
    ...readRanges(fields),
    ...readSuspicion(fields['suspicion']),
    ...(near !== null && { near }),
    ...(text !== '' && { text }),
    ...readOrder(fields),
  };
  const mode = fields['mode'] === 'queue' ? 'queue' : 'table';
  return { mode, query, taskId: readId(fields['task']) };
}

function readOrder(fields: Fields): Pick<TaskQuery, 'sort' | 'seed'> {
  const sort = readSort(fields['sort'] ?? '') ?? usualSort;
  const seed = fields['seed'] ?? '';
  return sort === 'random' && /^[1-9]\d{0,8}$/.test(seed) ? { sort, seed: Number(seed) } : { sort };
}

const readId = (text = ''): TaskId | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);

function readValues(fields: Fields): Partial<TaskQuery> {
  const chosen = dimensionIds.flatMap((id) => {
    const values = (fields[id] ?? '').split(',').flatMap((part) => readValue(id, part));
    return values.length === 0 ? [] : [[id, [...new Set(values)]] as const];
  });
  return Object.fromEntries(chosen);
}

function readSuspicion(value: string | undefined): Pick<TaskQuery, 'suspicion'> {
  const suspicion = suspicionValues.find((known) => known === value);
  return suspicion === undefined ? {} : { suspicion };
}

function readValue(id: DimensionId, part: string): readonly string[] {
  try {
    const value = valueIn(id, decodeURIComponent(part));
    return value === null ? [] : [value];
  } catch {
    // A lone % sign: no address of ours.
    return [];
  }
}

function readRanges(fields: Fields): Partial<TaskQuery> {
  const ranges = measureIds.flatMap((id) => {
    const range = readRange(fields[id] ?? '');
    return range === null ? [] : [[id, range] as const];
  });
  return Object.fromEntries(ranges);
}

/** The last moment that a date can hold; no other measure comes near it. */
const mostEnd = 8.64e15;

/** An end of a range as it can be written again: neither too large nor too fine for plain digits. */
const readEnd = (text: string): number => Number(Math.min(Number(text), mostEnd).toFixed(6));

/** Reads `2..5`, `2..` or `..5`; null for anything else. */
function readRange(text: string): NumberRange | null {
  const ends = /^(\d+(?:\.\d+)?)?\.\.(\d+(?:\.\d+)?)?$/.exec(text);
  if (ends === null || text === '..') return null;
  const [, min, max] = ends;
  return {
    ...(min !== undefined && { min: readEnd(min) }),
    ...(max !== undefined && { max: readEnd(max) }),
  };
}

/** The fields of an address that `readReviewAddress` reads back, in a fixed order. */
export function writeReviewAddress({ mode, query, taskId }: ReviewAddress): Fields {
  const fields: Record<string, string> = {};
  if (mode === 'queue') fields['mode'] = mode;
  for (const id of dimensionIds) {
    const values = query[id] ?? [];
    if (values.length > 0) fields[id] = values.map(writeValue).join(',');
  }
  for (const id of measureIds) {
    const range = query[id];
    if (range !== undefined) fields[id] = `${range.min ?? ''}..${range.max ?? ''}`;
  }
  if (query.suspicion !== undefined) fields['suspicion'] = query.suspicion;
  if (query.near !== undefined) fields['near'] = String(query.near);
  if (query.text !== undefined && query.text.trim() !== '') fields['q'] = query.text.trim();
  if (query.sort !== usualSort) fields['sort'] = query.sort;
  if (query.sort === 'random' && query.seed !== undefined) fields['seed'] = String(query.seed);
  if (taskId !== null) fields['task'] = String(taskId);
  return fields;
}

const writeValue = (value: string): string => value.replace(/[%,]/g, encodeURIComponent);

/** True where two queries ask for the same. */
export function isSameQuery(a: TaskQuery, b: TaskQuery): boolean {
  const flat = (query: TaskQuery): string =>
    JSON.stringify(writeReviewAddress({ mode: 'table', query, taskId: null }));
  return a === b || flat(a) === flat(b);
}

/** True for a query that may leave tasks out. */
export const isFiltering = (query: TaskQuery): boolean =>
  !isSameQuery({ ...query, sort: 'newest' }, { sort: 'newest' });
