import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { suspicionValues } from '#core/suspicions/suspicion-words.ts';
import { dimensionIds, dimensions, type DimensionId } from './dimensions.ts';

/** What Review's address holds: the query, and the task that is shown. */
export interface ReviewAddress {
  readonly query: TaskQuery;
  readonly taskId: TaskId | null;
}

type Fields = Readonly<Record<string, string>>;

/** The orders that a result can have; the first is the usual one and not written out. */
export const sortOrders: readonly TaskQuery['sort'][] = [
  'newest',
  'oldest',
  'novelty',
  'instruction',
  'suspicious',
  'random',
];

/** Reads the part of an address after `?`, decoded; what it does not know it leaves out. */
export function readReviewAddress(fields: Fields): ReviewAddress {
  const text = fields['q']?.trim() ?? '';
  const query: TaskQuery = {
    ...readDimensions(fields),
    ...readSuspicion(fields['suspicion']),
    ...(text !== '' && { text }),
    ...readSort(fields),
  };
  const task = fields['task'] ?? '';
  return { query, taskId: /^[1-9]\d{0,14}$/.test(task) ? Number(task) : null };
}

function readSort(fields: Fields): Pick<TaskQuery, 'sort' | 'seed'> {
  const sort = sortOrders.find((order) => order === fields['sort']) ?? 'newest';
  const seed = fields['seed'] ?? '';
  return sort === 'random' && /^[1-9]\d{0,8}$/.test(seed) ? { sort, seed: Number(seed) } : { sort };
}

function readDimensions(fields: Fields): Partial<TaskQuery> {
  const known = dimensionIds.filter((id) => isValueOf(id, fields[id]));
  return Object.fromEntries(known.map((id) => [id, fields[id]]));
}

function readSuspicion(value: string | undefined): Pick<TaskQuery, 'suspicion'> {
  const suspicion = suspicionValues.find((known) => known === value);
  return suspicion === undefined ? {} : { suspicion };
}

function isValueOf(id: DimensionId, value: string | undefined): boolean {
  const values: readonly string[] = dimensions[id].values;
  return value !== undefined && values.includes(value);
}

/** The fields of an address that `readReviewAddress` reads back, in a fixed order. */
export function writeReviewAddress({ query, taskId }: ReviewAddress): Fields {
  const fields: Record<string, string> = {};
  for (const id of dimensionIds) {
    const value = query[id];
    if (value !== undefined) fields[id] = value;
  }
  if (query.suspicion !== undefined) fields['suspicion'] = query.suspicion;
  if (query.text !== undefined && query.text.trim() !== '') fields['q'] = query.text.trim();
  if (query.sort !== 'newest') fields['sort'] = query.sort;
  if (query.sort === 'random' && query.seed !== undefined) fields['seed'] = String(query.seed);
  if (taskId !== null) fields['task'] = String(taskId);
  return fields;
}

/** True where two queries ask for the same. */
export function isSameQuery(a: TaskQuery, b: TaskQuery): boolean {
  const flat = (query: TaskQuery): string =>
    JSON.stringify(writeReviewAddress({ query, taskId: null }));
  return flat(a) === flat(b);
}
