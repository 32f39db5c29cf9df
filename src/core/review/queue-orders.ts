import type { TaskQuery } from '#core/contracts/pool-api.ts';

/** The orders in which a queue can be gone through. */
export const queueOrders = [
  'oldest',
  'newest',
  'suspicious',
  'random',
] as const satisfies readonly TaskQuery['sort'][];

/** What each of them is called. */
export const queueOrderWords: Readonly<Record<(typeof queueOrders)[number], string>> = {
  oldest: 'Oldest first',
  newest: 'Newest first',
  suspicious: 'Most suspicious first',
  random: 'Random',
};

/** The seed of another random order, always the same one after a seed: people can share it. */
export const nextSeed = (seed = 1): number => (seed % 999_999) + 1;
