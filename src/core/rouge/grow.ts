/** Capacity to take when `needed` entries must fit: a quarter to spare, so that appends stay O(1). */
const roomFor = (needed: number): number => Math.max(64, Math.ceil(needed * 1.25));

/** Capacity for `needed` entries where there is room for `capacity`: exact for a large step. */
export const stepTo = (capacity: number, needed: number): number =>
  needed <= capacity ? capacity : Math.max(needed, Math.min(roomFor(capacity), 2 * needed));

/** The same entries in an array of at least `needed`; `fill` stands in the new ones. */
export function grownInt32(
  array: Int32Array<ArrayBuffer>,
  needed: number,
  fill = 0,
): Int32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Int32Array(roomFor(needed));
  larger.set(array);
  if (fill !== 0) larger.fill(fill, array.length);
  return larger;
}

/** The same entries in an array of at least `needed`. */
export function grownUint32(
  array: Uint32Array<ArrayBuffer>,
  needed: number,
): Uint32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Uint32Array(roomFor(needed));
  larger.set(array);
  return larger;
}

/** The same entries in an array of at least `needed`. */
export function grownUint16(
  array: Uint16Array<ArrayBuffer>,
  needed: number,
): Uint16Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Uint16Array(roomFor(needed));
  larger.set(array);
  return larger;
}

/** The same entries in an array of at least `needed`. */
export function grownUint8(
  array: Uint8Array<ArrayBuffer>,
  needed: number,
): Uint8Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Uint8Array(roomFor(needed));
  larger.set(array);
  return larger;
}

/** The same entries in an array of at least `needed`. */
export function grownFloat64(
  array: Float64Array<ArrayBuffer>,
  needed: number,
): Float64Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Float64Array(roomFor(needed));
  larger.set(array);
  return larger;
}
