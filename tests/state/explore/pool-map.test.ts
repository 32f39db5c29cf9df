import { expect, test, vi } from 'vitest';
import type { NeighbourTable, VectorProgress } from '#core/contracts/vectors-api.ts';
import { failure, success } from '#core/model/result.ts';
import { PoolMap, type MapSources } from '#state/explore/pool-map.svelte.ts';

type Source = ReturnType<MapSources['of']>;

const table: NeighbourTable = {
  ids: [11, 12, 14],
  total: 3,
  k: 1,
  neighbours: Int32Array.of(1, 0, 1),
  distances: Float32Array.of(0.1, 0.1, 0.8),
  groupOf: Int32Array.of(0, 0, 1),
  groups: [
    { words: ['rain'], size: 2 },
    { words: ['sheep'], size: 1 },
  ],
};
const places = Float32Array.of(0, 0, 2, 0, 5, 5);

const progressOf = (kind: VectorProgress['kind']): VectorProgress => ({
  ...{ kind, state: 'done', texts: 3, embedded: 3, perSecond: 0 },
  ...{ truncated: 0, dimension: 8, bytes: 24 },
});

/** Vectors that are there at once; what a test is about is put in place of its part. */
const sourceOf = (kind: VectorProgress['kind'], part: Partial<Source> = {}): Source => ({
  embedded: () => Promise.resolve(success(progressOf(kind))),
  map: () => Promise.resolve(success({ table, places })),
  texts: (_, ids) => Promise.resolve(success(ids.map((id) => `${kind} ${id}`))),
  ...part,
});

const mapOf = (model: Source, words = sourceOf('lexical')): PoolMap =>
  new PoolMap(1, { of: (by) => (by === 'words' ? words : model) });

test('a map is drawn of its groups and points, and says what made it', async () => {
  const map = mapOf(sourceOf('semantic'));
  expect(map.drawn).toBeNull();
  await map.draw('vectors', 'MiniLM');
  expect(map.drawn).toMatchObject({ ids: [11, 12, 14], kind: 'semantic', model: 'MiniLM' });
  expect(map.drawn?.middles).toEqual(Float32Array.of(2, 0, 5, 5));
  expect(map.share).toBeNull();
  await map.draw('words', 'MiniLM');
  expect(map.drawn).toMatchObject({ kind: 'lexical' });
  expect(map.drawn).not.toHaveProperty('model');
});

test('texts of points are asked for where the map came from, and of nobody before there is one', async () => {
  const map = mapOf(sourceOf('semantic'));
  expect(await map.texts([0])).toEqual(['']);
  await map.draw('words', undefined);
  expect(await map.texts([2, 0])).toEqual(['lexical 14', 'lexical 11']);
});

test('texts that can’t be read are empty', async () => {
  const broken = failure({ kind: 'worker-died', message: 'It broke.' } as const);
  const map = mapOf(sourceOf('semantic', { texts: () => Promise.resolve(broken) }));
  await map.draw('vectors', undefined);
  expect(await map.texts([0, 1])).toEqual(['', '']);
});

test('a failure is told in its words, and leaves the map that there was', async () => {
  const message = 'Embedding is paused: 2 of 3 texts have a vector.';
  const paused = sourceOf('semantic', {
    embedded: () => Promise.resolve(failure({ kind: 'not-open', message })),
  });
  const map = mapOf(paused);
  await map.draw('words', undefined);
  await map.draw('vectors', 'MiniLM');
  expect(map.problem).toBe(message);
  expect(map.drawn?.kind).toBe('lexical');
  await map.draw('words', undefined);
  expect(map.problem).toBeNull();
});

test('a map that is given up tells its source, and is not drawn when it comes all the same', async () => {
  let finish: () => void = () => undefined;
  let late: (share: number) => void = () => undefined;
  let isAborted = false;
  const slow = sourceOf('semantic', {
    map: (_, __, onShare, signal) => {
      late = onShare;
      onShare(0.25);
      signal?.addEventListener('abort', () => (isAborted = true));
      return new Promise((resolve) => {
        finish = () => resolve(success({ table, places }));
      });
    },
  });
  const map = mapOf(slow);
  const drawing = map.draw('vectors', 'MiniLM');
  await vi.waitFor(() => expect(map.share).toBe(0.25));
  map.cancel();
  expect(isAborted).toBe(true);
  late(0.9);
  expect(map.share).toBeNull();
  finish();
  await drawing;
  expect(map.drawn).toBeNull();
  expect(map.problem).toBeNull();
});
