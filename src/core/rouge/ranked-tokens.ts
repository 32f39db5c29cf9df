import { grownInt32 } from './grow.ts';
import { unknownPosition } from './posting.ts';
import type { TokenOrder } from './token-order.ts';

/** Smallest first, in place; lists are a handful long. */
function insertionSort(list: Int32Array, count: number): void {
  for (let i = 1; i < count; i += 1) {
    const value = list[i] ?? 0;
    let j = i - 1;
    for (; j >= 0 && (list[j] ?? 0) > value; j -= 1) list[j + 1] = list[j] ?? 0;
    list[j + 1] = value;
  }
}

/** A text's tokens, rarest first, each with the position where it stands in the text. */
export class RankedTokens {
  /** rank · 32 + position; positions from 31 on are all 31. */
  #keys = new Int32Array(256);
  length = 0;

  set(tokens: Int32Array | Uint32Array, start: number, length: number, order: TokenOrder): void {
    this.#keys = grownInt32(this.#keys, length);
    for (let i = 0; i < length; i += 1) {
      const position = i < unknownPosition ? i : unknownPosition;
      this.#keys[i] = order.rankOf(tokens[start + i] ?? 0) * 32 + position;
    }
    this.length = length;
    if (length < 64) insertionSort(this.#keys, length);
    else this.#keys.subarray(0, length).sort();
  }

  rankAt(place: number): number {
    return (this.#keys[place] ?? 0) >> 5;
  }

  /** Whether the token at a place is the same as the one before: only the first place counts. */
  isRepeat(place: number): boolean {
    return place > 0 && this.rankAt(place - 1) === this.rankAt(place);
  }

  /** Position in the text, or 31 where it is further on or not the only one. */
  positionAt(place: number): number {
    const isTwice = place + 1 < this.length && this.rankAt(place + 1) === this.rankAt(place);
    return isTwice ? unknownPosition : (this.#keys[place] ?? 0) & 31;
  }
}
