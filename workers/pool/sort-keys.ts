import { fieldEnd, type TextArena } from './text-arena.ts';

/** So many bytes make a key: 48 of the 53 bits of a double. */
export const bytesPerKey = 6;
const base = 256;

// Every byte one higher, so that the end of a text is 0 and comes first; A to Z as a to z.
const weights = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === fieldEnd) return 0;
  return (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte) + 1;
});

/** Instructions as numbers to sort by: without case, by code points. */
export class SortKeys {
  readonly #arena: TextArena;

  constructor(arena: TextArena) {
    this.#arena = arena;
  }

  /** Bytes `depth` to `depth + 6` of the text at a place as a number; its end and beyond are 0. */
  at(place: number, depth: number): number {
    const { bytes } = this.#arena.memory;
    let at = (this.#arena.searched.starts[place] ?? 0) + depth;
    let key = 0;
    for (let i = 0; i < bytesPerKey; i += 1) {
      const weight = weights[bytes[at] ?? fieldEnd] ?? 0;
      if (weight === 0) return key * base ** (bytesPerKey - i);
      key = key * base + weight;
      at += 1;
    }
    return key;
  }

  /** Negative where the text at `a` comes first, both being the same up to `depth`. */
  compare(a: number, b: number, depth = 0): number {
    const { bytes } = this.#arena.memory;
    const { starts } = this.#arena.searched;
    const [first, second] = [starts[a] ?? 0, starts[b] ?? 0];
    for (let at = depth; ; at += 1) {
      const weight = weights[bytes[first + at] ?? fieldEnd] ?? 0;
      const other = weights[bytes[second + at] ?? fieldEnd] ?? 0;
      if (weight !== other) return weight - other;
      if (weight === 0) return a - b;
    }
  }
}

/** True for a key that holds the end of its text: texts with the same one are the same. */
export const endsWithin = (key: number): boolean => key % base === 0;
