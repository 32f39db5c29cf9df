const cacheName = 'seedbed:runtime';

/**
 * The runtime's WebAssembly, kept in this browser once it was fetched: a model that is stored must
 * work without a network, and on a first visit no service worker is there yet to keep it. Null where
 * it can't be read here; the runtime then fetches it by itself. `known`: addresses of this version,
 * of which others are removed.
 */
export async function runtimeBinary(
  address: string,
  known: readonly string[],
): Promise<ArrayBuffer | null> {
  try {
    // Any cache will do: the site's own holds it once its service worker saw it go by.
    const kept = await caches.match(address);
    if (kept !== undefined) return await kept.arrayBuffer();
    const fetched = await fetch(address);
    if (!fetched.ok) return null;
    const copy = fetched.clone();
    const binary = await fetched.arrayBuffer();
    if ((await caches.match(address)) === undefined) await keep(address, copy, known);
    return binary;
  } catch {
    // No caches here (an insecure address), a full disk or no network: the runtime tells of the last.
    return null;
  }
}

async function keep(address: string, copy: Response, known: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const { url } of await cache.keys()) if (!known.includes(url)) await cache.delete(url);
  await cache.put(address, copy);
}
