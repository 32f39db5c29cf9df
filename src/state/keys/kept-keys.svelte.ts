import { liveQuery } from 'dexie';
import { failure, success, type Result } from '#core/model/result.ts';
import { forgetKeptKey, keepKey, listKeptKeys, openKeptKey } from '#data/kept-keys.ts';
import { canSeal } from '#data/sealed/passphrase-key.ts';
import { originOf, type Keys } from './keys.ts';

type Answer<T> = Promise<Result<T, { readonly message: string }>>;

/** Keys that people chose to keep in this browser: sealed, one an origin, until a passphrase opens them. */
export class KeptKeys {
  readonly #keys: Keys;
  #origins = $state.raw<readonly string[]>([]);

  constructor(keys: Keys) {
    this.#keys = keys;
    // Other tabs keep and forget too. Where the database can't be read there is nothing to offer.
    liveQuery(listKeptKeys).subscribe({
      next: (origins) => (this.#origins = origins),
      error: () => (this.#origins = []),
    });
  }

  /** The origins for which a key is kept. */
  get origins(): readonly string[] {
    return this.#origins;
  }

  /** Whether this browser can keep keys at this page's address. */
  get canKeep(): boolean {
    return canSeal();
  }

  isKept(address: string): boolean {
    const origin = originOf(address);
    return origin !== null && this.#origins.includes(origin);
  }

  /** Seals a key for its address by a passphrase and stores it. */
  async keep(address: string, key: string, passphrase: string): Answer<null> {
    const origin = originOf(address);
    if (origin === null)
      return failure({ message: 'A key belongs to an address: give one first.' });
    try {
      await keepKey(origin, key, passphrase);
      this.#keys.set(address, key);
      return success(null);
    } catch (thrown) {
      return failure({ message: `The browser did not store it: ${wordsOf(thrown)}` });
    }
  }

  /** Opens the key for an address, and all others that the same passphrase opens, for this tab. */
  async unlock(address: string, passphrase: string): Answer<string> {
    const wanted = originOf(address);
    try {
      const key = wanted === null ? null : await openKeptKey(wanted, passphrase);
      if (wanted === null || key === null) return failure({ message: wrongPassphrase });
      this.#keys.set(wanted, key);
      await this.#unlockOthers(wanted, passphrase);
      return success(key);
    } catch (thrown) {
      return failure({ message: `The browser could not read it: ${wordsOf(thrown)}` });
    }
  }

  /** Forgets a kept key; answers what puts it back. What this tab has in memory stays until it closes. */
  async forget(origin: string): Answer<(() => Answer<null>) | null> {
    try {
      const putBack = await forgetKeptKey(origin);
      return success(putBack && (() => this.#putBack(origin, putBack)));
    } catch (thrown) {
      return failure({ message: `The key for ${origin} is still kept: ${wordsOf(thrown)}` });
    }
  }

  async #putBack(origin: string, putBack: () => Promise<void>): Answer<null> {
    try {
      await putBack();
      return success(null);
    } catch (thrown) {
      return failure({ message: `The key for ${origin} was not put back: ${wordsOf(thrown)}` });
    }
  }

  async #unlockOthers(except: string, passphrase: string): Promise<void> {
    const isLocked = (origin: string): boolean => this.#keys.get(origin) === null;
    const others = this.#origins.filter((origin) => origin !== except && isLocked(origin));
    const open = async (origin: string): Promise<void> => {
      // One that can't be read stays locked: its own field says why.
      const key = await openKeptKey(origin, passphrase).catch(() => null);
      // Opening takes a while, in which another may have been typed.
      if (key !== null && isLocked(origin)) this.#keys.set(origin, key);
    };
    await Promise.all(others.map(open));
  }
}

const wrongPassphrase =
  'That is not the passphrase this key was kept under. Try again, or forget the kept key and type it anew.';

const wordsOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
