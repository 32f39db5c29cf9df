// @vitest-environment happy-dom
import { flushSync, mount, unmount, type Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { afterEach, expect, test, vi } from 'vitest';
import { closeCatalogue } from '#data/catalogue-db.ts';
import { createApp, setApp } from '#state/app.ts';
import UnlockKey from '#ui/parts/keys/UnlockKey.svelte';

const [kept, other] = ['https://kept.example/v1', 'https://other.example/v1'];
const passphrase = 'four plain words suffice';

afterEach(closeCatalogue);

interface Pressed {
  readonly given: readonly string[];
  readonly show: (address: string) => void;
  readonly close: () => Promise<void>;
  /** Resolves once the key was unlocked and whoever waited for it has had it. */
  readonly unlocked: () => Promise<void>;
}

/** The field for a kept key, with its passphrase typed and Unlock pressed. */
async function pressUnlock(): Promise<Pressed> {
  const app = createApp();
  await app.keptKeys.keep(kept, 'sk-planted', passphrase);
  app.keys.set(kept, '');
  const shown = new SvelteMap([['address', kept]]);
  const given: string[] = [];
  const props = {
    get address() {
      return shown.get('address') ?? kept;
    },
    onkey: (key: string) => void given.push(key),
  };
  const withApp: Component<typeof props> = (internals, received) => {
    setApp(app);
    return UnlockKey(internals, received);
  };
  const mounted = mount(withApp, { target: document.body, props });
  flushSync();
  const field = document.querySelector('input');
  if (field === null) throw new Error('there is no field');
  field.value = passphrase;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
  document.querySelector('button')?.click();
  return {
    given,
    show: (address) => flushSync(() => shown.set('address', address)),
    close: () => unmount(mounted),
    unlocked: async () => {
      await vi.waitUntil(() => app.keys.get(kept) !== null);
      // One more takes its time from the start, so that the first is over by then.
      await app.keptKeys.unlock(kept, passphrase);
    },
  };
}

test('a key that was unlocked is handed over', async () => {
  const { given, unlocked, close } = await pressUnlock();
  await unlocked();
  expect(given).toEqual(['sk-planted']);
  await close();
});

test('it is not where another address is shown by then', async () => {
  const { given, show, unlocked, close } = await pressUnlock();
  show(other);
  await unlocked();
  expect(given).toEqual([]);
  await close();
});

test('nor where the field is gone by then', async () => {
  const { given, unlocked, close } = await pressUnlock();
  await close();
  await unlocked();
  expect(given).toEqual([]);
});
