import { bytesPerKey, endsWithin, type SortKeys } from './sort-keys.ts';

/** Places from one index to another (exclusive) whose texts agree up to `depth`. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** Whether the keys for this depth are there already. */
  readonly hasKeys: boolean;
}

// Below this many, inserting one by one is quicker than parting.
const fewPlaces = 12;
// Steps of about a millisecond: whoever sorts at leisure can let others in between.
const placesPerStep = 20_000;

/**
 * Sorts places by their texts, equal texts by place. A three-way radix quicksort (Bentley and
 * Sedgewick 1997) over keys of six bytes, so that texts, which lie all over the memory, are read
 * once per key and not once per comparison. Yields now and then; sorted when it ends.
 */
export function* sortByTextInSteps(places: Uint32Array, keys: SortKeys): Generator<void> {
  const held = new Float64Array(places.length);
  const waiting: Span[] = [{ from: 0, to: places.length, depth: 0, hasKeys: false }];
  let done = 0;
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    if (span.to - span.from <= fewPlaces) insertEach(places, span, keys);
    else waiting.push(...split(places, held, span, keys));
    done += span.to - span.from;
    if (done < placesPerStep) continue;
    done = 0;
    yield;
  }
}

/** Sorts at once. */
export function sortByText(places: Uint32Array, keys: SortKeys): Uint32Array {
  const steps = sortByTextInSteps(places, keys);
  while (steps.next().done !== true);
  return places;
}

/** Parts a span by the key in its middle; gives the spans that are left to sort. */
function split(places: Uint32Array, held: Float64Array, span: Span, keys: SortKeys): Span[] {
  const { from, to, depth } = span;
  if (!span.hasKeys) {
    for (let at = from; at < to; at += 1) held[at] = keys.at(places[at] ?? 0, depth);
  }
  const pivot = middleKey(held, span);
  const { below, above } = part(places, held, span, pivot);
  const sides = [
    { from, to: below, depth, hasKeys: true },
    { from: above, to, depth, hasKeys: true },
  ];
  // Texts that end within the key are equal: only their places are left to tell them apart.
  if (endsWithin(pivot)) {
    places.subarray(below, above).sort();
    return sides;
  }
  return [...sides, { from: below, to: above, depth: depth + bytesPerKey, hasKeys: false }];
}

/** Of three keys of a span the one that lies between the others. */
function middleKey(held: Float64Array, { from, to }: Span): number {
  const [a, b, c] = [held[from] ?? 0, held[(from + to) >>> 1] ?? 0, held[to - 1] ?? 0];
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** Moves what is below the pivot to the front and what is above to the back; gives the bounds. */
function part(
  places: Uint32Array,
  held: Float64Array,
  { from, to }: Span,
  pivot: number,
): { below: number; above: number } {
  let [below, at, above] = [from, from, to];
  const swap = (a: number, b: number): void => {
    const [place, key] = [places[a] ?? 0, held[a] ?? 0];
    places[a] = places[b] ?? 0;
    held[a] = held[b] ?? 0;
    places[b] = place;
    held[b] = key;
  };
  while (at < above) {
    const key = held[at] ?? 0;
    if (key < pivot) swap(at++, below++);
    else if (key > pivot) swap(at, --above);
    else at += 1;
  }
  return { below, above };
}

/** Insertion sort: the quickest for few. */
function insertEach(places: Uint32Array, { from, to, depth }: Span, keys: SortKeys): void {
  for (let next = from + 1; next < to; next += 1) {
    const place = places[next] ?? 0;
    let at = next;
    for (; at > from && keys.compare(place, places[at - 1] ?? 0, depth) < 0; at -= 1) {
      places[at] = places[at - 1] ?? 0;
    }
    places[at] = place;
  }
}
