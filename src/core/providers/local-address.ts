/** Where an address leads as seen from this machine, in the words of the Local Network Access draft. */
export type LocalSpace = 'loopback' | 'local';

/** Whether an address is this machine (`loopback`), its network (`local`), or neither (null). */
export function localSpace(address: string): LocalSpace | null {
  const host = /^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(address)?.[1]?.toLowerCase();
  if (host === undefined) return null;
  if (host === 'localhost' || host.endsWith('.localhost') || host === '[::1]') return 'loopback';
  if (/^127\.\d+\.\d+\.\d+$/.test(host)) return 'loopback';
  // RFC 1918, link-local, unique local IPv6, and names that only a local network resolves.
  const isPrivate =
    /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/.test(host) ||
    /^\[f[cd]/.test(host) ||
    host.endsWith('.local');
  return isPrivate ? 'local' : null;
}
