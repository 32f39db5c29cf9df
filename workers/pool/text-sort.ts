/** A code unit of the text at a place; −1 at its end and beyond. */
export type UnitAt = (place: number, depth: number) => number;

/** Places from one index to another (exclusive) whose texts agree up to `depth`. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** Whether the keys for this depth are there already. */
  readonly hasKeys: boolean;
}

// So many code units make a key: with their ends 17 bits each, 51 of the 53 of a double.
const unitsPerKey = 3;
const unitBase = 2 ** 17;
// Below this many, inserting one by one is quicker than parting.
const fewPlaces = 16;

/**
 * Sorts places by their texts (code units), equal texts by place. A three-way radix quicksort
 * (Bentley and Sedgewick 1997) over keys of three code units, so that texts, which lie all over the
 * memory, are read once per key and not once per comparison.
 */
export function sortByText(places: Uint32Array, unitAt: UnitAt): Uint32Array {
  const keys = new Float64Array(places.length);
  const waiting: Span[] = [{ from: 0, to: places.length, depth: 0, hasKeys: false }];
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    if (span.to - span.from <= fewPlaces) insertEach(places, span, unitAt);
    else waiting.push(...split(places, keys, span, unitAt));
  }
  return places;
}

/** Parts a span by the key in its middle; gives the spans that are left to sort. */
function split(places: Uint32Array, keys: Float64Array, span: Span, unitAt: UnitAt): Span[] {
  const { from, to, depth } = span;
  if (!span.hasKeys) {
    for (let at = from; at < to; at += 1) keys[at] = keyAt(places[at] ?? 0, depth, unitAt);
  }
  const pivot = middleKey(keys, span);
  const { below, above } = part(places, keys, span, pivot);
  const sides = [
    { from, to: below, depth, hasKeys: true },
    { from: above, to, depth, hasKeys: true },
  ];
  // Texts that end within the key are equal: only their places are left to tell them apart.
  if (pivot % unitBase === 0) {
    places.subarray(below, above).sort();
    return sides;
  }
  return [...sides, { from: below, to: above, depth: depth + unitsPerKey, hasKeys: false }];
}

function keyAt(place: number, depth: number, unitAt: UnitAt): number {
  const first = unitAt(place, depth) + 1;
  const second = first === 0 ? 0 : unitAt(place, depth + 1) + 1;
  const third = second === 0 ? 0 : unitAt(place, depth + 2) + 1;
  return (first * unitBase + second) * unitBase + third;
}

/** Of three keys of a span the one that lies between the others. */
function middleKey(keys: Float64Array, { from, to }: Span): number {
  const [a, b, c] = [keys[from] ?? 0, keys[(from + to) >>> 1] ?? 0, keys[to - 1] ?? 0];
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** Moves what is below the pivot to the front and what is above to the back; gives the bounds. */
function part(
  places: Uint32Array,
  keys: Float64Array,
  { from, to }: Span,
  pivot: number,
): { below: number; above: number } {
  let [below, at, above] = [from, from, to];
  const swap = (a: number, b: number): void => {
    const [place, key] = [places[a] ?? 0, keys[a] ?? 0];
    places[a] = places[b] ?? 0;
    keys[a] = keys[b] ?? 0;
    places[b] = place;
    keys[b] = key;
  };
  while (at < above) {
    const key = keys[at] ?? 0;
    if (key < pivot) swap(at++, below++);
    else if (key > pivot) swap(at, --above);
    else at += 1;
  }
  return { below, above };
}

/** Insertion sort: the quickest for few. */
function insertEach(places: Uint32Array, { from, to, depth }: Span, unitAt: UnitAt): void {
  for (let next = from + 1; next < to; next += 1) {
    const place = places[next] ?? 0;
    let at = next;
    for (; at > from && isBefore(place, places[at - 1] ?? 0, depth, unitAt); at -= 1) {
      places[at] = places[at - 1] ?? 0;
    }
    places[at] = place;
  }
}

function isBefore(a: number, b: number, from: number, unitAt: UnitAt): boolean {
  for (let depth = from; ; depth += 1) {
    const unit = unitAt(a, depth);
    const other = unitAt(b, depth);
    if (unit !== other) return unit < other;
    if (unit < 0) return a < b;
  }
}
