import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexSettings, PoolItem } from '#core/contracts/similarity-api.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import type { RougeEngine } from '#core/rouge/rouge-engine.ts';
import { loadKernels } from '#workers/kernels/load-kernels.ts';
import { families, pools, scoreOf, texts, thresholds } from './arbitraries.ts';

const makers = {
  'indexed SIMD': (settings: IndexSettings) => createRougeEngine(settings, 'fast', loadKernels),
  indexed: (settings: IndexSettings) => createRougeEngine(settings, 'fast'),
  plain: (settings: IndexSettings) => createRougeEngine(settings, 'plain'),
};
type Kind = keyof typeof makers;
const kinds: Kind[] = ['indexed SIMD', 'indexed', 'plain'];

const engineOf = (kind: Kind, threshold: number): RougeEngine =>
  makers[kind]({ tokeniser: 'paper', threshold });

const itemsOf = (pool: readonly string[]): PoolItem[] =>
  pool.map((text, index) => ({ id: index + 1, text }));

/** Members by score, highest first, then by id. */
const ranked = (members: readonly PoolItem[], query: string): { id: number; score: number }[] =>
  members
    .map(({ id, text }) => ({ id, score: scoreOf(query, text) }))
    .sort((a, b) => b.score - a.score || a.id - b.id);

function expectAgrees(
  engine: RougeEngine,
  members: readonly PoolItem[],
  query: string,
  threshold: number,
): void {
  const expected = ranked(members, query);
  const [best] = expected;
  const culprit = best !== undefined && best.score > threshold ? best : null;
  expect(engine.decide(query)).toEqual(culprit);
  const { mean, nearest } = engine.score(query, 5);
  expect(nearest).toEqual(expected.slice(0, 5));
  const sum = expected.reduce((total, { score }) => total + score, 0);
  expect(mean).toBeCloseTo(members.length === 0 ? 0 : sum / members.length, 12);
}

describe.each(kinds)('the %s engine', (kind) => {
  it('answers as plain dynamic programming does', () => {
    fc.assert(
      fc.property(pools, texts, thresholds, (pool, query, threshold) => {
        const engine = engineOf(kind, threshold);
        const items = itemsOf(pool);
        expect(engine.append(items).ok).toBe(true);
        expectAgrees(engine, items, query, threshold);
        expectAgrees(engine, items, pool[0] ?? '', threshold);
      }),
      { numRuns: 300 },
    );
  });

  it('answers the same after any order of appends and removes', () => {
    const steps = fc.array(
      fc.oneof(
        families.map((added) => ({ kind: 'add' as const, added })),
        fc.nat(30).map((at) => ({ kind: 'remove' as const, at })),
        thresholds.map((to) => ({ kind: 'threshold' as const, to })),
      ),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(steps, texts, thresholds, (list, query, start) => {
        const engine = engineOf(kind, start);
        let members: PoolItem[] = [];
        let threshold = start;
        let nextId = 100;
        for (const step of list) {
          if (step.kind === 'add') {
            const items = step.added.map((text) => ({ id: (nextId -= 1) + 1000, text }));
            expect(engine.append(items).ok).toBe(true);
            members.push(...items);
          } else if (step.kind === 'remove') {
            const gone = members.slice(step.at, step.at + 3);
            expect(engine.remove(gone.map(({ id }) => id)).ok).toBe(true);
            members = members.filter((member) => !gone.includes(member));
          } else {
            threshold = step.to;
            expect(engine.setThreshold(threshold).ok).toBe(true);
          }
          expectAgrees(engine, members, query, threshold);
        }
        expect(engine.size).toBe(members.length);
      }),
      { numRuns: 150 },
    );
  });

  it('stays exact while the index is built anew in between', () => {
    fc.assert(
      fc.property(fc.array(families, { minLength: 200, maxLength: 300 }), (groups) => {
        const engine = engineOf(kind, 0.6);
        const members: PoolItem[] = [];
        for (const text of groups.flat()) {
          const query = members.length % 97 === 0;
          if (query) expect(engine.decide(text)).toEqual(reference(members, text, 0.6));
          const item = { id: members.length + 1, text };
          expect(engine.append([item]).ok).toBe(true);
          members.push(item);
        }
      }),
      { numRuns: 4 },
    );
  });

  it('brings a removed member back under its id', () => {
    const engine = engineOf(kind, 0.7);
    engine.append([{ id: 7, text: 'Write a poem about the sea' }]);
    engine.remove([7]);
    expect(engine.decide('Write a poem about the sea')).toBeNull();
    expect(engine.append([{ id: 7, text: 'Write a poem about the sea' }]).ok).toBe(true);
    expect(engine.decide('Write a poem about the sea')).toEqual({ id: 7, score: 1 });
  });

  it('leaves out the member that is asked about', () => {
    const engine = engineOf(kind, 0.7);
    engine.append(itemsOf(['Name three primary colours', 'Name three secondary colours']));
    const { mean, nearest } = engine.score('Name three primary colours', 10, 1);
    expect(nearest).toEqual([{ id: 2, score: 0.75 }]);
    expect(mean).toBe(0.75);
  });

  it('counts members without tokens in the mean where it is told to', () => {
    const engine = makers[kind]({ tokeniser: 'paper', threshold: 0.7, tokenless: 'count' });
    expect(engine.append(itemsOf(['one two', '你好'])).ok).toBe(true);
    expect(engine.score('one two', 3)).toEqual({
      mean: 0.5,
      nearest: [
        { id: 1, score: 1 },
        { id: 2, score: 0 },
      ],
    });
  });
});

function reference(members: readonly PoolItem[], query: string, threshold: number) {
  const [best] = ranked(members, query);
  return best !== undefined && best.score > threshold ? best : null;
}

describe.each(kinds)('bad input to the %s engine', (kind) => {
  const bad: [string, PoolItem[], object][] = [
    ['an empty text', [{ id: 9, text: '  ' }], { kind: 'empty-text', id: 9 }],
    ['a text without tokens', [{ id: 9, text: '你好' }], { kind: 'no-tokens', id: 9 }],
    ['an id that is taken', [{ id: 1, text: 'x' }], { kind: 'id-twice', id: 1 }],
    [
      'an id twice in a batch',
      [
        { id: 9, text: 'x' },
        { id: 9, text: 'y' },
      ],
      { kind: 'id-twice', id: 9 },
    ],
  ];

  it.each(bad)('fails at %s and leaves the pool as it was', (_, items, error) => {
    const engine = engineOf(kind, 0.7);
    engine.append(itemsOf(['Name three colours', 'Sort a list']));
    const before = engine.score('Name three lists', 5);
    expect(engine.append([{ id: 5, text: 'Name three lists' }, ...items])).toEqual({
      ok: false,
      error,
    });
    expect(engine.size).toBe(2);
    expect(engine.score('Name three lists', 5)).toEqual(before);
    expect(engine.decide('Name three lists')).toBeNull();
    expect(engine.append([{ id: 5, text: 'Name three lists' }]).ok).toBe(true);
  });

  it('fails at removing what is not there, or twice, and removes nothing', () => {
    const engine = engineOf(kind, 0.7);
    engine.append(itemsOf(['Name three colours', 'Sort a list']));
    expect(engine.remove([1, 3])).toEqual({ ok: false, error: { kind: 'unknown-id', id: 3 } });
    expect(engine.remove([1, 1])).toEqual({ ok: false, error: { kind: 'id-twice', id: 1 } });
    expect(engine.size).toBe(2);
  });

  it.each([-0.1, 1.1, Number.NaN])('fails at a threshold of %s and keeps its own', (threshold) => {
    const engine = engineOf(kind, 0.5);
    expect(engine.setThreshold(threshold)).toEqual({
      ok: false,
      error: { kind: 'bad-threshold', threshold },
    });
    expect(engine.settings.threshold).toBe(0.5);
  });
});
