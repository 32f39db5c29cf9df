import type { KeyRing } from '#core/contracts/run-api.ts';

/** Where a key may go: the scheme, host and port of an address; `null` where it is none. */
export function originOf(baseUrl: string): string | null {
  try {
    const { origin, protocol } = new URL(baseUrl);
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}

/**
 * Keys of model providers, in memory only: they are gone with the tab. A key belongs to one
 * origin, so that changing the address can never send it elsewhere.
 */
export class Keys {
  #byOrigin = new Map<string, string>();

  get(baseUrl: string): string | null {
    const origin = originOf(baseUrl);
    return (origin !== null && this.#byOrigin.get(origin)) || null;
  }

  /** Where keys may go that are in memory now. */
  get origins(): readonly string[] {
    return [...this.#byOrigin.keys()];
  }

  /** The keys that are known for some addresses, by exactly these. */
  ringFor(addresses: readonly string[]): KeyRing {
    const known = addresses.flatMap((address) => {
      const key = this.get(address);
      return key === null ? [] : [[address, key] as const];
    });
    return Object.fromEntries(known);
  }

  /** Remembers a key for an address until the tab closes; an empty one is forgotten. */
  set(baseUrl: string, key: string): void {
    const origin = originOf(baseUrl);
    if (origin === null) return;
    if (key === '') this.#byOrigin.delete(origin);
    else this.#byOrigin.set(origin, key);
  }
}
