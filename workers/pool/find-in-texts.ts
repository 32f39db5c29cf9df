import type { FindAddresses, FindShape } from '#workers/kernels/load-find-kernel.ts';
import type { TextArena } from './text-arena.ts';

// So many rows are handed to the kernel at once; their bounds stand before the texts.
const rowsAtOnce = 8192;
const longestText = 1 << 14;
const at: FindAddresses = {
  starts: 0,
  lengths: rowsAtOnce * 4,
  wanted: rowsAtOnce * 8,
  text: rowsAtOnce * 9,
  folds: rowsAtOnce * 9 + longestText,
};
// How common letters are in English text, the commonest first; other bytes are rarer.
const commonest = ' etaoinsrhldcumfpgwybvkxjqz';

const encoder = new TextEncoder();

/** What is looked for, as bytes. */
interface Needle extends FindShape {
  readonly bytes: Uint8Array;
  /** 0x20 under letters: a byte or-ed with it is in lower case. */
  readonly folds: Uint8Array;
}

/** Writes 0 into `wanted` (1 a place to look at) where a text in lower case does not occur. */
export function findInTexts(arena: TextArena, text: string, wanted: Uint8Array, end: number): void {
  const needle = needleOf(text);
  const hasKernel = arena.memory.kernel !== null && needle.length <= longestText;
  if (hasKernel) findByKernel(arena, needle, wanted, end);
  else findPlainly(arena, needle, wanted, end);
}

function needleOf(text: string): Needle {
  const bytes = encoder.encode(text);
  const folds = bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? 0x20 : 0));
  const rarity = (place: number): number => {
    const rank = commonest.indexOf(String.fromCharCode(bytes[place] ?? 0));
    return rank < 0 ? commonest.length : rank;
  };
  const places = Array.from({ length: Math.min(bytes.length, 64) }, (_, place) => place);
  const [first = 0, second = first] = places.sort((a, b) => rarity(b) - rarity(a) || a - b);
  return { bytes, folds, length: bytes.length, first, second };
}

function findByKernel(arena: TextArena, needle: Needle, wanted: Uint8Array, end: number): void {
  const { memory, searched } = arena;
  const { kernel, bytes } = memory;
  bytes.set(needle.bytes, at.text);
  bytes.set(needle.folds, at.folds);
  const starts = new Uint32Array(bytes.buffer, at.starts, rowsAtOnce);
  const lengths = new Uint32Array(bytes.buffer, at.lengths, rowsAtOnce);
  for (let from = 0; from < end; from += rowsAtOnce) {
    const to = Math.min(end, from + rowsAtOnce);
    starts.set(searched.starts.subarray(from, to));
    lengths.set(searched.lengths.subarray(from, to));
    bytes.set(wanted.subarray(from, to), at.wanted);
    kernel?.find(to - from, at, needle);
    wanted.set(bytes.subarray(at.wanted, at.wanted + to - from), from);
  }
}

/** The same without the kernel. */
function findPlainly(arena: TextArena, needle: Needle, wanted: Uint8Array, end: number): void {
  const { searched, memory } = arena;
  for (let place = 0; place < end; place += 1) {
    if (wanted[place] !== 1) continue;
    const start = searched.starts[place] ?? 0;
    const last = start + (searched.lengths[place] ?? 0) - needle.length;
    if (!holds(memory.bytes, start, last, needle)) wanted[place] = 0;
  }
}

function holds(bytes: Uint8Array, start: number, last: number, needle: Needle): boolean {
  const rare = needle.bytes[needle.first] ?? 0;
  const fold = needle.folds[needle.first] ?? 0;
  for (let from = start; from <= last; from += 1) {
    if (((bytes[from + needle.first] ?? 0) | fold) === rare && isAt(bytes, from, needle)) {
      return true;
    }
  }
  return false;
}

function isAt(bytes: Uint8Array, from: number, needle: Needle): boolean {
  for (let i = 0; i < needle.length; i += 1) {
    if (((bytes[from + i] ?? 0) | (needle.folds[i] ?? 0)) !== needle.bytes[i]) return false;
  }
  return true;
}
