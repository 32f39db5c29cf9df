import { beforeEach, expect, test, vi } from 'vitest';
import { customSpec } from '#core/embedding/model-presets.ts';
import type { StoredModel } from '#core/embedding/model-spec.ts';
import { MemoryCaches } from '#tests/support/memory-caches.ts';
import { ModelStore } from '#workers/embedding/model-store.ts';

let caches: MemoryCaches;
const store = new ModelStore();

beforeEach(() => {
  caches = new MemoryCaches();
  vi.stubGlobal('caches', caches);
});

const modelOf = (fingerprint: string): StoredModel => ({
  ...{ key: 'hub a/b@main q8', spec: customSpec, origin: 'a/b', fingerprint },
  ...{ bytes: 2, storedAt: 1 },
});
const filesOf = (content: string): Map<string, Blob> =>
  new Map(['config.json', 'onnx/model.onnx'].map((path) => [path, new Blob([content])]));
const read = async (key: string): Promise<string | undefined> =>
  (await store.file(key, 'onnx/model.onnx'))?.text();

test('a model that is fetched again takes the place of the old one, of which nothing is left', async () => {
  await store.put(modelOf('old'), filesOf('old'));
  const filled = await caches.keys();
  await store.put(modelOf('new'), filesOf('new'));
  expect(await store.list()).toEqual([modelOf('new')]);
  expect(await read(modelOf('new').key)).toBe('new');
  expect(await caches.keys()).toHaveLength(filled.length);
  await store.remove(modelOf('new').key);
  expect(await caches.keys()).toEqual([]);
});

test('where there is no room for the new one, wherever it ends, the old one stays whole', async () => {
  await store.put(modelOf('old'), filesOf('old'));
  const before = await caches.keys();
  for (const room of [0, 1, 2]) {
    caches.room = room;
    await expect(store.put(modelOf('new'), filesOf('new'))).rejects.toThrow('No room.');
    expect(await store.list(), `room for ${room}`).toEqual([modelOf('old')]);
    expect(await read(modelOf('old').key)).toBe('old');
    expect(await caches.keys()).toEqual(before);
  }
});

test('models stored before they had a folder of their own are read, replaced and removed', async () => {
  const { key } = modelOf('old');
  const place = `https://models.invalid/${encodeURIComponent(key)}/`;
  await caches.put(`${place}onnx/model.onnx`, new Response('old'));
  await caches.put(`${place}stored.json`, Response.json(modelOf('old')));
  expect(await store.list()).toEqual([modelOf('old')]);
  expect(await read(key)).toBe('old');
  await store.put(modelOf('new'), filesOf('new'));
  expect(await read(key)).toBe('new');
  expect(await caches.keys()).toHaveLength(3);
});
