/** Places in order; those from `valued` on have no value. */
export interface NumberOrder {
  readonly places: Uint32Array;
  readonly valued: number;
}

const digits = 1 << 16;

/**
 * Sorts places by their keys, whole numbers from 0 to 2⁵³ − 1, equal ones by place, in a few passes over 16 bits
 * each; passes in which all are the same are left out. NaN is no value.
 */
export function sortByNumber(places: Uint32Array, keys: Float64Array): NumberOrder {
  const present = new Uint32Array(places.length);
  const valued = new Float64Array(places.length);
  const absent = new Uint32Array(places.length);
  let count = 0;
  let highest = 0;
  for (let i = 0; i < places.length; i += 1) {
    const key = keys[i] ?? NaN;
    const place = places[i] ?? 0;
    if (Number.isNaN(key)) {
      absent[i - count] = place;
      continue;
    }
    present[count] = place;
    valued[count] = key;
    count += 1;
    if (key > highest) highest = key;
  }
  const all = new Uint32Array(places.length);
  all.set(sortPasses(present.subarray(0, count), valued.subarray(0, count), highest));
  all.set(absent.subarray(0, places.length - count), count);
  return { places: all, valued: count };
}

function sortPasses(places: Uint32Array, keys: Float64Array, highest: number): Uint32Array {
  let from: Keyed = { places, keys };
  let to: Keyed = { places: new Uint32Array(places.length), keys: new Float64Array(keys.length) };
  for (let unit = 1; unit <= highest; unit *= digits) {
    if (sortOnce(from, to, unit)) [from, to] = [to, from];
  }
  return from.places;
}

interface Keyed {
  readonly places: Uint32Array;
  readonly keys: Float64Array;
}

/** Sorts by one digit, stable; false where all have the same one and nothing was done. */
function sortOnce(from: Keyed, to: Keyed, unit: number): boolean {
  const { keys, places } = from;
  const at = new Uint32Array(digits);
  for (let i = 0; i < keys.length; i += 1) {
    const digit = Math.floor((keys[i] ?? 0) / unit) % digits;
    at[digit] = (at[digit] ?? 0) + 1;
  }
  if (at[Math.floor((keys[0] ?? 0) / unit) % digits] === keys.length) return false;
  let sum = 0;
  for (let digit = 0; digit < digits; digit += 1) {
    const count = at[digit] ?? 0;
    at[digit] = sum;
    sum += count;
  }
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? 0;
    const digit = Math.floor(key / unit) % digits;
    const next = at[digit] ?? 0;
    at[digit] = next + 1;
    to.keys[next] = key;
    to.places[next] = places[i] ?? 0;
  }
  return true;
}
