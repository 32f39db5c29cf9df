import { localSpace } from '#core/providers/local-address.ts';

/**
 * Asks the browser for the permission to reach an address on this machine or its network, which a
 * page from the web needs in Chrome; call it from a click. Does nothing for other addresses and for
 * pages of this machine. Sends no key; whatever comes back is not read.
 */
export async function askForLocalNetwork(baseUrl: string): Promise<void> {
  const space = localSpace(baseUrl);
  if (space === null || location.protocol !== 'https:') return;
  const init = { mode: 'no-cors', credentials: 'omit', targetAddressSpace: space } as const;
  // Only the prompt matters, which comes from the page; the worker's own call tells the rest.
  await fetch(baseUrl, init).catch(() => undefined);
}
