import type { SortKey, TaskSort } from '#core/contracts/pool-api.ts';
import { dimensionIds } from './dimensions.ts';
import { measureIds } from './measures.ts';

/** All keys. */
const sortKeys: readonly SortKey[] = [
  ...(['id', 'instruction', 'nearest', 'suspicions'] as const),
  ...measureIds,
  ...dimensionIds,
];

/** All orders; the first is the usual one and not written out in an address. */
export const sortOrders: readonly TaskSort[] = [
  'newest',
  'oldest',
  'random',
  'suspicious',
  'unsuspicious',
  ...sortKeys.flatMap((key): TaskSort[] =>
    key === 'id' || key === 'suspicions' ? [] : [key, `-${key}`],
  ),
];

/** Reads an order; null where it is none. */
export const readSort = (text: string): TaskSort | null =>
  sortOrders.find((sort) => sort === text) ?? formerNames.get(text) ?? null;

// What named an order in addresses of the first versions.
const formerNames = new Map<string, TaskSort>([['novelty', '-score']]);

/** The key of an order and its direction; null for a random one. */
export function sortParts(sort: TaskSort): { key: SortKey; isDescending: boolean } | null {
  if (sort === 'random') return null;
  if (sort === 'newest' || sort === 'oldest') return { key: 'id', isDescending: sort === 'newest' };
  if (sort === 'suspicious' || sort === 'unsuspicious') {
    return { key: 'suspicions', isDescending: sort === 'suspicious' };
  }
  const isDescending = sort.startsWith('-');
  const name = isDescending ? sort.slice(1) : sort;
  return { key: sortKeys.find((key) => key === name) ?? 'id', isDescending };
}

/** The order by a key, upwards or downwards. */
export function sortBy(key: SortKey, isDescending: boolean): TaskSort {
  if (key === 'id') return isDescending ? 'newest' : 'oldest';
  if (key === 'suspicions') return isDescending ? 'suspicious' : 'unsuspicious';
  return isDescending ? `-${key}` : key;
}
