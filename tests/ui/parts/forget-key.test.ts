// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { closeCatalogue } from '#data/catalogue-db.ts';
import { KeptKeys } from '#state/keys/kept-keys.svelte.ts';
import { Keys } from '#state/keys/keys.ts';
import { Toasts } from '#state/shell/toasts.svelte.ts';
import { forgetKey } from '#ui/parts/keys/forget-key.ts';

const origin = 'https://api.example.com';

afterEach(() => {
  vi.restoreAllMocks();
  closeCatalogue();
});

function failAt(verb: 'delete' | 'put'): void {
  vi.spyOn(IDBObjectStore.prototype, verb).mockImplementation(() => {
    throw new DOMException('The disk is full', 'QuotaExceededError');
  });
}

async function keepOne(): Promise<{ keptKeys: KeptKeys; toasts: Toasts }> {
  const keptKeys = new KeptKeys(new Keys());
  await keptKeys.keep(origin, 'sk-planted', 'four plain words suffice');
  await vi.waitUntil(() => keptKeys.isKept(origin));
  return { keptKeys, toasts: new Toasts() };
}

test('a key that the browser did not remove is said to be there still', async () => {
  const { keptKeys, toasts } = await keepOne();
  failAt('delete');
  await forgetKey({ keptKeys, toasts }, origin);
  expect(toasts.list).toMatchObject([
    { tone: 'bad', message: expect.stringMatching(/is still kept.*The disk is full/) as string },
  ]);
  expect(toasts.list[0]).not.toHaveProperty('action');
  expect(keptKeys.isKept(origin)).toBe(true);
});

test('a key that was not put back is said to be gone', async () => {
  const { keptKeys, toasts } = await keepOne();
  await forgetKey({ keptKeys, toasts }, origin);
  await vi.waitUntil(() => !keptKeys.isKept(origin));
  failAt('put');
  toasts.list[0]?.action?.run();
  await vi.waitUntil(() => toasts.list.length === 2);
  expect(toasts.list[1]).toMatchObject({
    tone: 'bad',
    message: expect.stringMatching(/not put back.*The disk is full/) as string,
  });
});
