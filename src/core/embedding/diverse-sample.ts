import type { Random } from '#core/random/keyed-random.ts';
import { dot } from './vector-rows.ts';

/** Vectors of length 1, `dimension` numbers each, one after the other. */
export interface VectorList {
  readonly vectors: Float32Array;
  readonly dimension: number;
}

/** Rows that follow each other in a list, and how many of them may be picked. */
export interface RowGroup {
  readonly rows: number;
  readonly most: number;
}

/**
 * Picks rows far from each other, of each group (they stand one after the other in the list) up to
 * its own share: the first by chance, then always the one whose nearest picked row is farthest
 * (Gonzalez 1985; at most twice as tight as the best choice). Rows, in the order picked; ties go to
 * the first.
 */
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

function score({ vectors, dimension }: VectorList, a: number, b: number): number {
  return dot(vectors, a * dimension, vectors, b * dimension, dimension);
}
