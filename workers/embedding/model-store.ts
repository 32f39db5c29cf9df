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
  /** Where its files are, below its key; those of older records are not in a folder of their own. */
  folder: v.optional(v.string(), ''),
});

const placeOf = (key: string): string => `${origin}/${encodeURIComponent(key)}/`;
const recordOf = (key: string): string => `${placeOf(key)}stored.json`;

const modelOf = ({ folder: _, ...model }: v.InferOutput<typeof recordSchema>): StoredModel => model;

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
      .flatMap(({ success, output }) => (success ? [modelOf(output)] : []))
      .sort((a, b) => a.storedAt - b.storedAt);
  }

  async find(key: string): Promise<StoredModel | undefined> {
    return (await this.list()).find((model) => model.key === key);
  }

  /**
   * Stores a model whole, in place of one under the same key. On failure nothing new is left behind,
   * and what was stored before stays.
   */
  async put(model: StoredModel, files: ReadonlyMap<string, Blob>): Promise<void> {
    const cache = await caches.open(cacheName);
    const folder = `${crypto.randomUUID()}/`;
    const place = placeOf(model.key) + folder;
    try {
      for (const [path, content] of files) {
        const headers = { 'content-length': String(content.size) };
        await cache.put(place + path, new Response(content, { headers }));
      }
      await cache.put(recordOf(model.key), Response.json({ ...model, folder }));
    } catch (error) {
      await sweep(cache, (url) => url.startsWith(place));
      throw error;
    }
    const isOld = (url: string): boolean => !url.startsWith(place) && url !== recordOf(model.key);
    await sweep(cache, (url) => url.startsWith(placeOf(model.key)) && isOld(url));
  }

  /** A file of a stored model; undefined where it has no such file. */
  async file(key: string, path: string): Promise<Response | undefined> {
    const cache = await caches.open(cacheName);
    const record = v.safeParse(recordSchema, await (await cache.match(recordOf(key)))?.json());
    return record.success ? cache.match(placeOf(key) + record.output.folder + path) : undefined;
  }

  async remove(key: string): Promise<void> {
    const cache = await caches.open(cacheName);
    // The record goes first: a model that is half removed is no model.
    await cache.delete(recordOf(key));
    await sweep(cache, (url) => url.startsWith(placeOf(key)));
  }
}

async function sweep(cache: Cache, isGone: (url: string) => boolean): Promise<void> {
  const gone = (await cache.keys()).filter(({ url }) => isGone(url));
  await Promise.all(gone.map((request) => cache.delete(request)));
}
