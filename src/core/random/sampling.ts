import type { Random } from './keyed-random.ts';

/**
 * Draws `count` items, each at most once, in random order; all of them where there are fewer.
 * Leaves `items` as it is.
 */
export function sampleWithoutReplacement<T>(
  items: readonly T[],
  count: number,
  random: Random,
): T[] {
  const rest = [...items];
  const sample: T[] = [];
  while (sample.length < count && rest.length > 0) {
    const place = Math.floor(random() * rest.length);
    const last = rest.length - 1;
    const drawn = rest.splice(place, 1, ...rest.slice(last));
    rest.length = last;
    sample.push(...drawn);
  }
  return sample;
}

/** Returns the items in random order, every order as likely; leaves `items` as it is. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  return sampleWithoutReplacement(items, items.length, random);
}

/** Draws one item, every one as likely. */
export function pickOne<T>(items: readonly [T, ...T[]], random: Random): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}
