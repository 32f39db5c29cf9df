import type { LaneBits } from './rouge-kernels.ts';

/** Sets or clears the bits of one text in a mask table; `words` are the table's, as uint32. */
export function writeMask(
  words: Uint32Array,
  tokens: Int32Array,
  lane: number,
  bits: LaneBits,
  isSet: boolean,
): void {
  const laneBit = lane * bits;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] ?? -1;
    if (token < 0) continue;
    const at = token * 4 + ((laneBit + i) >>> 5);
    words[at] = isSet ? (words[at] ?? 0) | (1 << ((laneBit + i) & 31)) : 0;
  }
}

/** The value of one lane of the vector at `at` (in vectors) of a table seen as uint32. */
export function laneOf(words: Uint32Array, at: number, lane: number, bits: LaneBits): number {
  const word = words[at * 4 + ((lane * bits) >>> 5)] ?? 0;
  return bits === 16 ? (word >>> ((lane & 1) << 4)) & 0xffff : word;
}

/** Writes one lane (less than 2^16) of the vector at `at` of a table seen as uint32. */
export function setLane(
  words: Uint32Array,
  at: number,
  lane: number,
  bits: LaneBits,
  value: number,
): void {
  const place = at * 4 + ((lane * bits) >>> 5);
  if (bits !== 16) {
    words[place] = value;
    if (bits === 64) words[place + 1] = 0;
  } else {
    const shift = (lane & 1) << 4;
    words[place] = ((words[place] ?? 0) & ~(0xffff << shift)) | (value << shift);
  }
}
