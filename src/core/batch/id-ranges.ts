import type { RequestId } from '#core/model/ids.ts';

/** Consecutive ids, both ends included. */
export type IdRange = readonly [first: RequestId, last: RequestId];

/** Ids as ranges in ascending order: 50,000 requests in a row are one range. Repeats collapse. */
export function toRanges(ids: readonly RequestId[]): IdRange[] {
  const ranges: [RequestId, RequestId][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && id <= last[1] + 1) last[1] = Math.max(last[1], id);
    else ranges.push([id, id]);
  }
  return ranges;
}

/** The ids of ranges, in order. */
export function* idsIn(ranges: readonly IdRange[]): Generator<RequestId> {
  for (const [first, last] of ranges) for (let id = first; id <= last; id += 1) yield id;
}
