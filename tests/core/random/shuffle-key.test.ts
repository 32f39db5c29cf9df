import { describe, expect, it } from 'vitest';
import { shuffleKey } from '#core/random/shuffle-key.ts';

const ids = Array.from({ length: 20_000 }, (_, i) => i + 1);
const orderOf = (seed: number): number[] =>
  ids.toSorted((a, b) => shuffleKey(seed, a) - shuffleKey(seed, b) || a - b);

describe('the key of a random order', () => {
  it('spreads ids evenly, whatever the seed', () => {
    for (const seed of [1, 2, 3, 1_000_000]) {
      const first = orderOf(seed).slice(0, 2000);
      // A tenth of the order holds about a tenth of every fifth of the ids: 400 ± 5 deviations.
      for (let fifth = 0; fifth < 5; fifth += 1) {
        const held = first.filter((id) => Math.floor((id - 1) / 4000) === fifth).length;
        expect(Math.abs(held - 400)).toBeLessThan(100);
      }
    }
  });

  it('gives neighbouring seeds orders that have nothing to do with each other', () => {
    const places = new Map(orderOf(7).map((id, place) => [id, place]));
    const other = orderOf(8);
    const kept = other.filter((id, place) => Math.abs((places.get(id) ?? 0) - place) < 200).length;
    expect(kept / ids.length).toBeLessThan(0.04);
  });
});
