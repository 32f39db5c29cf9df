/** The points of each group, one group after the other. */
export interface PointsByGroup {
  /** Where a group begins in `points`; one more than there are groups. */
  readonly starts: Int32Array;
  readonly points: Int32Array;
}

/** Sorts points by group; `groupOf` holds numbers from 0 to `groups` − 1. */
export function pointsByGroup(groupOf: Int32Array, groups: number): PointsByGroup {
  const starts = new Int32Array(groups + 1);
  for (const group of groupOf) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let group = 1; group <= groups; group += 1) {
    starts[group] = (starts[group] ?? 0) + (starts[group - 1] ?? 0);
  }
  const next = starts.slice();
  const points = new Int32Array(groupOf.length);
  groupOf.forEach((group, point) => {
    const at = next[group] ?? 0;
    points[at] = point;
    next[group] = at + 1;
  });
  return { starts, points };
}

/** The middle of each group, two numbers each: the median, which stray points don't move. */
export function groupMiddles(
  places: Float32Array,
  { starts, points }: PointsByGroup,
): Float32Array {
  const groups = starts.length - 1;
  const middles = new Float32Array(2 * groups);
  for (let group = 0; group < groups; group += 1) {
    const own = points.subarray(starts[group] ?? 0, starts[group + 1] ?? 0);
    for (const axis of [0, 1]) {
      const sorted = Float32Array.from(own, (point) => places[2 * point + axis] ?? 0).sort();
      middles[2 * group + axis] = sorted[sorted.length >> 1] ?? 0;
    }
  }
  return middles;
}
