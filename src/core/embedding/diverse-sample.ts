import type { Random } from '#core/random/keyed-random.ts';
import { dot } from './vector-rows.ts';

/** Vectors of length 1, `dimension` numbers each, one after the other. */
export interface VectorList {
  readonly vectors: Float32Array;
  readonly dimension: number;
}

/**
 * Picks `count` rows far from each other: the first by chance, then always the one whose nearest
 * picked row is farthest (Gonzalez 1985; at most twice as tight as the best choice). Rows, in the
 * order picked; ties go to the first.
 */
export function farthestPoints(list: VectorList, count: number, random: Random): number[] {
  const rows = list.vectors.length / list.dimension;
  return farthestOfGroups(list, [{ rows, most: count }], random);
}

/** Rows that follow each other in a list, and how many of them may be picked. */
export interface RowGroup {
  readonly rows: number;
  readonly most: number;
}

/** The same, out of groups that stand one after the other in the list, each with its own share. */
export function farthestOfGroups(
  list: VectorList,
  groups: readonly RowGroup[],
  random: Random,
): number[] {
  const left = groups.map(({ rows, most }) => Math.max(0, Math.min(rows, most)));
  const groupOf = Int32Array.from(
    groups.flatMap(({ rows }, group) => new Array<number>(rows).fill(group)),
  );
  const isOpen = (row: number): boolean => (left[groupOf[row] ?? 0] ?? 0) > 0;
  const open = Array.from(groupOf.keys()).filter(isOpen);
  if (open.length === 0) return [];
  const nearest = new Float64Array(groupOf.length).fill(-Infinity);
  const picked: number[] = [];
  for (let next = open[Math.floor(random() * open.length)] ?? 0; next >= 0;) {
    picked.push(next);
    const group = groupOf[next] ?? 0;
    left[group] = (left[group] ?? 0) - 1;
    const latest = next;
    next = -1;
    for (let row = 0; row < groupOf.length; row += 1) {
      const own = row === latest ? Infinity : score(list, row, latest);
      nearest[row] = Math.max(nearest[row] ?? 0, own);
      if (nearest[row] === Infinity || !isOpen(row)) continue;
      if (next < 0 || (nearest[row] ?? 0) < (nearest[next] ?? 0)) next = row;
    }
  }
  return picked;
}

/**
 * Picks `count` rows that are near a query and unlike each other: each time the row with the highest
 * `weight` · (score with the query) − (1 − `weight`) · (highest score with a picked row), `weight`
 * 0–1 (maximal marginal relevance, Carbonell and Goldstein 1998). Ties go to the first.
 */
export function relevantAndDiverse(
  list: VectorList,
  query: Float32Array,
  count: number,
  weight: number,
): number[] {
  const { vectors, dimension } = list;
  const total = vectors.length / dimension;
  const relevance = Float64Array.from({ length: total }, (_, row) =>
    dot(vectors, row * dimension, query, 0, dimension),
  );
  const nearest = new Float64Array(total).fill(0);
  const isPicked = new Uint8Array(total);
  const picked: number[] = [];
  while (picked.length < Math.min(count, total)) {
    let next = -1;
    let best = -Infinity;
    for (let row = 0; row < total; row += 1) {
      if (isPicked[row] === 1) continue;
      const value = weight * (relevance[row] ?? 0) - (1 - weight) * (nearest[row] ?? 0);
      if (value > best) [next, best] = [row, value];
    }
    if (next < 0) break;
    isPicked[next] = 1;
    picked.push(next);
    const isFirst = picked.length === 1;
    for (let row = 0; row < total; row += 1) {
      const own = score(list, row, next);
      nearest[row] = isFirst ? own : Math.max(nearest[row] ?? 0, own);
    }
  }
  return picked;
}

function score({ vectors, dimension }: VectorList, a: number, b: number): number {
  return dot(vectors, a * dimension, vectors, b * dimension, dimension);
}
