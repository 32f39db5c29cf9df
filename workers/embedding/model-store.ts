import * as v from 'valibot';
import type { StoredModel } from '#core/embedding/model-spec.ts';

const cacheName = 'seedbed-models';
// The Cache API takes http addresses only; nothing is ever asked of this one.
const origin = 'https://models.invalid';

const recordSchema = v.object({
  key: v.string(),
  spec: v.object({
    label: v.string(),
    precision: v.picklist(['fp32', 'q8']),
    pooling: v.picklist(['mean', 'first']),
    maxTokens: v.number(),
    queryPrefix: v.string(),
    passagePrefix: v.string(),
  }),
  origin: v.string(),
  fingerprint: v.string(),
  bytes: v.number(),
  storedAt: v.number(),
});

const folderOf = (key: string): string => `${origin}/${encodeURIComponent(key)}/`;
const recordOf = (key: string): string => `${folderOf(key)}stored.json`;

/** The browser's storage for model files. A model counts only once its record is there. */
export class ModelStore {
  async list(): Promise<StoredModel[]> {
    const cache = await caches.open(cacheName);
    const records = (await cache.keys()).filter(({ url }) => url.endsWith('/stored.json'));
    const found = await Promise.all(records.map((record) => cache.match(record)));
    const parsed = await Promise.all(
      found.map(async (response) => v.safeParse(recordSchema, await response?.json())),
    );
    return parsed
      .flatMap(({ success, output }) => (success ? [output] : []))
      .sort((a, b) => a.storedAt - b.storedAt);
  }

  async find(key: string): Promise<StoredModel | undefined> {
    return (await this.list()).find((model) => model.key === key);
  }

  /** Stores a model whole, in place of one under the same key; leaves nothing behind on failure. */
  async put(model: StoredModel, files: ReadonlyMap<string, Blob>): Promise<void> {
    const cache = await caches.open(cacheName);
    await this.remove(model.key);
    try {
      for (const [path, content] of files) {
        const headers = { 'content-length': String(content.size) };
        await cache.put(folderOf(model.key) + path, new Response(content, { headers }));
      }
      await cache.put(recordOf(model.key), Response.json(model));
    } catch (error) {
      await this.remove(model.key);
      throw error;
    }
  }

  /** A file of a stored model; undefined where it has no such file. */
  async file(key: string, path: string): Promise<Response | undefined> {
    return (await caches.open(cacheName)).match(folderOf(key) + path);
  }

  async remove(key: string): Promise<void> {
    const cache = await caches.open(cacheName);
    // The record goes first: a model that is half removed is no model.
    await cache.delete(recordOf(key));
    const own = (await cache.keys()).filter(({ url }) => url.startsWith(folderOf(key)));
    await Promise.all(own.map((request) => cache.delete(request)));
  }
}
