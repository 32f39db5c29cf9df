import { afterEach, expect, test, vi } from 'vitest';
import { closeCatalogue, listSettings, readSetting, writeSetting } from '#data/catalogue-db.ts';
import { KeptKeys } from '#state/keys/kept-keys.svelte.ts';
import { Keys } from '#state/keys/keys.ts';

const address = 'https://api.example.com/v1';
const other = 'https://other.example/v1';
const passphrase = 'four plain words suffice';

afterEach(() => {
  closeCatalogue();
});

async function keptBefore(): Promise<void> {
  const kept = new KeptKeys(new Keys());
  expect(await kept.keep(address, 'sk-planted', passphrase)).toEqual({ ok: true, value: null });
  expect(await kept.keep(other, 'sk-other', passphrase)).toEqual({ ok: true, value: null });
}

test('a kept key is there in the next tab once its passphrase is, and so are its like', async () => {
  await keptBefore();
  const keys = new Keys();
  const kept = new KeptKeys(keys);
  await vi.waitFor(() => expect(kept.origins).toHaveLength(2));
  expect(kept.isKept('https://elsewhere.example/v1')).toBe(false);
  expect(keys.get(address)).toBeNull();

  expect(await kept.unlock(address, 'not the passphrase')).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/not the passphrase/) as string },
  });
  expect(keys.get(address)).toBeNull();

  expect(await kept.unlock(address, passphrase)).toEqual({ ok: true, value: 'sk-planted' });
  expect(keys.get(address)).toBe('sk-planted');
  // Whoever goes on with a run at both needs both by then.
  expect(keys.get(other)).toBe('sk-other');
});

test('a key that was typed while others are opened is not replaced by a kept one', async () => {
  await keptBefore();
  const typing = new (class extends Keys {
    override set(baseUrl: string, key: string): void {
      super.set(baseUrl, key);
      if (key === 'sk-planted') queueMicrotask(() => super.set(other, 'typed'));
    }
  })();
  const kept = new KeptKeys(typing);
  await vi.waitFor(() => expect(kept.origins).toHaveLength(2));
  await kept.unlock(address, passphrase);
  expect(typing.get(other)).toBe('typed');
});

test('a key that can’t be read keeps no other from being unlocked', async () => {
  await keptBefore();
  await writeSetting('kept-key:https://broken.example', { rounds: 'many' });
  const keys = new Keys();
  const kept = new KeptKeys(keys);
  await vi.waitFor(() => expect(kept.origins).toHaveLength(3));
  expect((await kept.unlock(address, passphrase)).ok).toBe(true);
  expect([keys.get(other), keys.get('https://broken.example')]).toEqual(['sk-other', null]);
  await kept.forget('https://broken.example');
});

test('a key that was moved to another origin does not open there', async () => {
  await keptBefore();
  const [first = ''] = await listSettings('kept-key:https://api');
  await writeSetting('kept-key:https://evil.example', await readSetting(first));
  const kept = new KeptKeys(new Keys());
  expect((await kept.unlock('https://evil.example/v1', passphrase)).ok).toBe(false);
});

test('what was forgotten is gone, until it is put back', async () => {
  await keptBefore();
  const kept = new KeptKeys(new Keys());
  const forgotten = await kept.forget('https://api.example.com');
  await vi.waitFor(() => expect(kept.origins).not.toContain('https://api.example.com'));
  expect((await kept.unlock(address, passphrase)).ok).toBe(false);
  if (forgotten.ok) await forgotten.value?.();
  expect((await kept.unlock(address, passphrase)).ok).toBe(true);
});

test('a stored seal with too few rounds is not believed', async () => {
  await keptBefore();
  const name = 'kept-key:https://api.example.com';
  await writeSetting(name, { ...((await readSetting(name)) as object), rounds: 1000 });
  const kept = new KeptKeys(new Keys());
  expect((await kept.unlock(address, passphrase)).ok).toBe(false);
});
