import type { Random } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement } from '#core/random/sampling.ts';

/** A whole number from `low` to `high`, both included. */
export function integerBetween(low: number, high: number, random: Random): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One item at random; undefined where there is none. */
export function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)];
}

/** One text at random; empty where there is none. */
export function pickText(items: readonly string[], random: Random): string {
  return pick(items, random) ?? '';
}

/** Up to `count` different items in random order. */
export function pickSome<T>(items: readonly T[], count: number, random: Random): T[] {
  return sampleWithoutReplacement(items, count, random);
}

/** Calls `make` a few times, from 0 to one less than a random number between `least` and `most`. */
export function severally<T>(
  least: number,
  most: number,
  random: Random,
  make: (index: number) => T,
): T[] {
  return Array.from({ length: integerBetween(least, most, random) }, (_, index) => make(index));
}
