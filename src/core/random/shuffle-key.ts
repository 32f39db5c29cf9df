import { avalanche } from './keyed-random.ts';

/**
 * Where an id stands in the random order of a seed: a whole number below 2^32, cheap enough to be
 * asked for in every comparison of a sort. Equal keys are rare; the id decides between them.
 */
export function shuffleKey(seed: number, id: number): number {
  return avalanche(avalanche(id) ^ avalanche(seed + 0x9e3779b1)) >>> 0;
}
