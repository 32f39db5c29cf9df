import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterInstances } from '#core/instances/filter-instances.ts';
import type { Instance } from '#core/model/task.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';

const random = keyedRandom(1, 'test', 0);
const of = (...pairs: [string, string][]): Instance[] =>
  pairs.map(([input, output]) => ({ input, output }));
const filter = (
  parsing: 'paper' | 'modern',
  raw: readonly Instance[],
  finish: 'stop' | 'length' | 'content-filter' = 'stop',
) => filterInstances({ parsing, maxInstances: 5 }, raw, finish, random);
const none = { cut: 0, invalid: 0, contradicting: 0, repeated: 0, beyondLimit: 0 };

describe('filterInstances', () => {
  it('drops the invalid: input equals output, no output, a colon at an end', () => {
    const raw = of(['a', 'a'], ['b', ''], ['c:', 'd'], ['e', 'f:'], ['g', 'h'], ['i', 'j：']);
    expect(filter('paper', raw)).toEqual({
      instances: of(['g', 'h'], ['i', 'j：']),
      losses: { ...none, invalid: 4 },
    });
  });

  it('drops the last one of a reply cut by length before anything else', () => {
    expect(filter('paper', of(['a', 'b'], ['a', 'c']), 'length')).toEqual({
      instances: of(['a', 'b']),
      losses: { ...none, cut: 1 },
    });
    expect(filter('paper', [], 'length')).toEqual({ instances: [], losses: none });
  });

  it('takes a filtered end for a cut in recipe modern only', () => {
    expect(filter('modern', of(['a', 'b']), 'content-filter').losses.cut).toBe(1);
    expect(filter('paper', of(['a', 'b']), 'content-filter').losses.cut).toBe(0);
  });

  it('drops all where two contradict in recipe paper, only those two in recipe modern', () => {
    const raw = of(['a', 'b'], ['c', 'd'], ['a', 'e'], ['', 'f'], ['', 'g']);
    expect(filter('paper', raw)).toEqual({ instances: [], losses: { ...none, contradicting: 5 } });
    expect(filter('modern', raw)).toEqual({
      instances: of(['c', 'd'], ['', 'f'], ['', 'g']),
      losses: { ...none, contradicting: 2 },
    });
  });

  it('lets an invalid instance contradict nothing', () => {
    expect(filter('paper', of(['a', 'b'], ['a', '']))).toEqual({
      instances: of(['a', 'b']),
      losses: { ...none, invalid: 1 },
    });
  });

  it('collapses exact repeats', () => {
    expect(filter('paper', of(['a', 'b'], ['', 'c'], ['a', 'b'], ['', 'c']))).toEqual({
      instances: of(['a', 'b'], ['', 'c']),
      losses: { ...none, repeated: 2 },
    });
  });

  it('samples at most so many, in their order, every one of them sometimes', () => {
    const raw = of(...Array.from('abcdefgh', (letter): [string, string] => [letter, `${letter}!`]));
    const seen = new Set<string>();
    for (let id = 0; id < 60; id += 1) {
      const recipe = { parsing: 'paper', maxInstances: 5 } as const;
      const { instances, losses } = filterInstances(
        recipe,
        raw,
        'stop',
        keyedRandom(1, 'sample', id),
      );
      const inputs = instances.map(({ input }) => input);
      expect(inputs).toEqual([...inputs].sort());
      expect(inputs).toHaveLength(5);
      expect(losses).toEqual({ ...none, beyondLimit: 3 });
      for (const input of inputs) seen.add(input);
    }
    expect(seen.size).toBe(8);
  });

  it('accounts for every instance', () => {
    const text = fc.constantFrom('', 'a', 'b', 'c', 'd:');
    const instance = fc.record({ input: text, output: text });
    const settings = fc.record({
      parsing: fc.constantFrom('paper' as const, 'modern' as const),
      maxInstances: fc.nat(6),
    });
    const finish = fc.constantFrom('stop' as const, 'length' as const);
    fc.assert(
      fc.property(settings, fc.array(instance), finish, (recipe, raw, finishReason) => {
        const { instances, losses } = filterInstances(recipe, raw, finishReason, random);
        const { cut, invalid, contradicting, repeated, beyondLimit } = losses;
        const lost = cut + invalid + contradicting + repeated + beyondLimit;
        expect(instances.length + lost).toBe(raw.length);
        expect(raw).toEqual(expect.arrayContaining([...instances]));
      }),
    );
  });
});
