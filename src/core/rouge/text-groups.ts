import type { PoolItem } from '#core/contracts/similarity-api.ts';

/** Items by their text: what is the same is compared once. */
export class TextGroups {
  /** The distinct texts, in order of their first items. */
  readonly texts: readonly string[];
  /** By item the number of its text. */
  readonly numbers: Uint32Array;
  /** By text its first item, and its second one; −1 where it has but one. */
  readonly first: Int32Array;
  readonly second: Int32Array;

  constructor(items: readonly PoolItem[]) {
    const known = new Map<string, number>();
    const [first, second]: [number[], number[]] = [[], []];
    this.numbers = Uint32Array.from(items, ({ text }, item) => {
      const number = known.get(text);
      if (number === undefined) {
        known.set(text, first.length);
        second.push(-1);
        return first.push(item) - 1;
      }
      if (second[number] === -1) second[number] = item;
      return number;
    });
    this.texts = [...known.keys()];
    this.first = Int32Array.from(first);
    this.second = Int32Array.from(second);
  }
}
