import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PoolItem, Screened, SimilarityApi } from '#core/contracts/similarity-api.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import { createLocalShard, type EngineMaker } from '#core/rouge/local-shard.ts';
import { createShardedService } from '#core/rouge/similarity-service.ts';
import { loadKernels } from '#workers/kernels/load-kernels.ts';
import { families, pools, scoreOf, thresholds } from './arbitraries.ts';

const simd: EngineMaker = (settings) => createRougeEngine(settings, 'fast', loadKernels);
const plain: EngineMaker = (settings) => createRougeEngine(settings, 'plain');

const serviceOf = (shards: number, maker = simd): SimilarityApi =>
  createShardedService(Array.from({ length: shards }, () => createLocalShard(maker)));

const paper = (threshold: number) => ({ tokeniser: 'paper', threshold }) as const;

/** What screening must say, one text after the other, by plain dynamic programming. */
function expected(members: PoolItem[], items: readonly PoolItem[], threshold: number): Screened[] {
  const pool = [...members];
  return items.map((item) => {
    const ranked = pool
      .map(({ id, text }) => ({ id, score: scoreOf(item.text, text) }))
      .sort((a, b) => b.score - a.score || a.id - b.id);
    const [best] = ranked;
    if (best !== undefined && best.score > threshold) return { novel: false, culprit: best };
    pool.push(item);
    const mean = ranked.reduce((sum, { score }) => sum + score, 0) / Math.max(1, ranked.length);
    const novelty = { max: best?.score ?? 0, mean, nearest: ranked.slice(0, 10) };
    return { novel: true, novelty };
  });
}

describe.each([1, 2, 4])('the service over %i shards', (shards) => {
  it('screens as one text after the other would be', async () => {
    await fc.assert(
      fc.asyncProperty(pools, fc.array(families, { maxLength: 3 }), thresholds, async (...made) => {
        const [pool, groups, threshold] = made;
        const service = serviceOf(shards);
        await service.reset(paper(threshold));
        const members = pool.map((text, i) => ({ id: i + 1, text }));
        const items = groups.flat().map((text, i) => ({ id: 1000 + i, text }));
        expect(await service.append(members)).toEqual({ ok: true, value: { version: 2 } });
        const answer = await service.screenBatch(items, 2);
        if (!answer.ok) throw new Error(answer.error.kind);
        const wanted = expected(members, items, threshold);
        expect(answer.value.screened.map(withoutMean)).toEqual(wanted.map(withoutMean));
        answer.value.screened.forEach((one, i) => {
          expect(meanIn(one)).toBeCloseTo(meanIn(wanted[i]), 12);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('says the same to the last bit as one plain engine does', async () => {
    await fc.assert(
      fc.asyncProperty(pools, families, thresholds, async (pool, group, threshold) => {
        const split = serviceOf(shards);
        const whole = serviceOf(1, plain);
        const members = pool.map((text, i) => ({ id: i + 1, text }));
        const items = group.map((text, i) => ({ id: 1000 + i, text }));
        const gone = members.filter(({ id }) => id % 3 === 0).map(({ id }) => id);
        for (const service of [split, whole]) {
          await service.reset(paper(0.2));
          await service.append(members);
          await service.remove(gone);
          await service.setThreshold(threshold);
        }
        expect(await split.screenBatch(items, 4)).toEqual(await whole.screenBatch(items, 4));
        const query = items[0]?.text ?? '';
        expect(await split.nearest(query, 7, 1)).toEqual(await whole.nearest(query, 7, 1));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['an id that is taken', [{ id: 2, text: 'x y' }], { kind: 'id-twice', id: 2 }],
    ['an empty text', [{ id: 9, text: '' }], { kind: 'empty-text', id: 9 }],
    ['a text without tokens', [{ id: 9, text: '…' }], { kind: 'no-tokens', id: 9 }],
  ])('refuses %s and stays as it was', async (_, bad, error) => {
    const service = serviceOf(shards);
    await service.reset(paper(0.7));
    await service.append([
      { id: 1, text: 'Name three colours' },
      { id: 2, text: 'Sort a list of numbers' },
    ]);
    const before = await service.nearest('Name a list', 10);
    const good = { id: 5, text: 'Write a poem about the sea' };
    expect(await service.append([good, ...bad])).toEqual({ ok: false, error });
    expect(await service.screenBatch([good, ...bad], 2)).toEqual({ ok: false, error });
    expect(await service.nearest('Name a list', 10)).toEqual(before);
    expect(await service.append([good])).toEqual({ ok: true, value: { version: 3 } });
  });

  it('refuses a stale version, a bad threshold and unknown members', async () => {
    const service = serviceOf(shards);
    const stale = { kind: 'stale-version', expected: 7, actual: 0 };
    expect(await service.screenBatch([], 7)).toEqual({ ok: false, error: stale });
    const bad = { kind: 'bad-threshold', threshold: 2 };
    expect(await service.reset(paper(2))).toEqual({ ok: false, error: bad });
    expect(await service.setThreshold(2)).toEqual({ ok: false, error: bad });
    const unknown = { kind: 'unknown-id', id: 4 };
    expect(await service.remove([4])).toEqual({ ok: false, error: unknown });
  });

  it('works calls through in order, though none is waited for', async () => {
    const service = serviceOf(shards);
    const answers = await Promise.all([
      service.reset(paper(0.7)),
      service.append([{ id: 1, text: 'Name three colours' }]),
      service.screenBatch([{ id: 2, text: 'Name three colours' }], 2),
      service.remove([1]),
      service.screenBatch([{ id: 3, text: 'Name three colours' }], 4),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, true, true]);
    expect(answers[2]).toMatchObject({ value: { screened: [{ novel: false }] } });
    expect(answers[4]).toMatchObject({ value: { screened: [{ novel: true }] } });
  });
});

const withoutMean = (one: Screened) =>
  one.novel ? { ...one, novelty: { ...one.novelty, mean: 0 } } : one;

const meanIn = (one: Screened | undefined): number => (one?.novel === true ? one.novelty.mean : 0);
