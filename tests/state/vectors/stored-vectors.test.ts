import { expect, test } from 'vitest';
import type { StoredSpace } from '#core/contracts/vectors-api.ts';
import { failure, success } from '#core/model/result.ts';
import { StoredVectors, type VectorStorage } from '#state/vectors/stored-vectors.svelte.ts';

const space = (name: string, bytes: number): StoredSpace => ({
  ...{ space: name, precision: 'int8' as const },
  ...{ vectors: 3, truncated: 0, bytes },
});

/** Project 1 has two spaces, 2 has one; 3 can't be read. */
function storageOf(removed: string[]): VectorStorage {
  const stored = new Map([
    [1, [space('mini', 100), space('bge', 50)]],
    [2, [space('mini', 7)]],
  ]);
  const broken = failure({ kind: 'worker-died', message: 'It broke.' } as const);
  return {
    stored: (project) => {
      const spaces = stored.get(project);
      return Promise.resolve(spaces === undefined ? broken : success(spaces));
    },
    removeStored: (project, name, precision) => {
      if (name === 'bge') return Promise.resolve(broken);
      removed.push(`${project} ${name} ${precision}`);
      return Promise.resolve(success(undefined));
    },
  };
}

test('what every project keeps is listed, also where one of them can’t be read', async () => {
  const vectors = new StoredVectors(storageOf([]));
  expect(vectors.list).toBeNull();
  await vectors.refresh([1, 3, 2]);
  const shown = vectors.list?.map(({ project, space: name }) => `${project} ${name}`);
  expect(shown).toEqual(['1 mini', '1 bge', '2 mini']);
  expect(vectors.bytes).toBe(157);
  expect(vectors.failure).toBe('It broke.');
  await vectors.refresh([2]);
  expect(vectors.bytes).toBe(7);
  expect(vectors.failure).toBeNull();
});

test('a space goes from one project only, and stays listed where it could not be removed', async () => {
  const removed: string[] = [];
  const vectors = new StoredVectors(storageOf(removed));
  await vectors.refresh([1, 2]);
  const [mini, bge] = vectors.list ?? [];
  if (mini === undefined || bge === undefined) throw new Error('nothing is listed');
  await vectors.remove(bge);
  expect(vectors.failure).toBe('It broke.');
  expect(vectors.list).toHaveLength(3);
  await vectors.remove(mini);
  expect(removed).toEqual(['1 mini int8']);
  expect(vectors.list?.map(({ project, space: name }) => `${project} ${name}`)).toEqual([
    '1 bge',
    '2 mini',
  ]);
});

test('of one space kept in both precisions only the one that is chosen goes', async () => {
  const both = (['int8', 'float32'] as const).map((precision) => ({
    ...space('mini', 9),
    precision,
  }));
  const vectors = new StoredVectors({
    stored: () => Promise.resolve(success(both)),
    removeStored: () => Promise.resolve(success(undefined)),
  });
  await vectors.refresh([1]);
  const [rounded] = vectors.list ?? [];
  if (rounded === undefined) throw new Error('nothing is listed');
  await vectors.remove(rounded);
  expect(vectors.list?.map(({ precision }) => precision)).toEqual(['float32']);
});
