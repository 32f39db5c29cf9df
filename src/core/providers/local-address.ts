/** Where an address leads as seen from this machine, in the words of the Local Network Access draft. */
export type LocalSpace = 'loopback' | 'local';

/** RFC 1918, shared (RFC 6598) and link-local addresses; unique local and link-local IPv6. */
const privateAddress =
  /^(?:(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$|\[f(?:[cd]|e[89ab]))/;

/** Names that only a local network resolves; one without a dot is such a name too. */
const localName =
  /^(?=.*[a-z])(?:[a-z0-9_-]+|.+\.(?:local|lan|home|internal|localdomain|home\.arpa))$/;

/** Whether an address is this machine (`loopback`), its network (`local`), or neither (null). */
export function localSpace(address: string): LocalSpace | null {
  const host = /^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(address)?.[1]?.toLowerCase();
  if (host === undefined) return null;
  if (host === 'localhost' || host.endsWith('.localhost') || host === '[::1]') return 'loopback';
  if (/^127\.\d+\.\d+\.\d+$/.test(host)) return 'loopback';
  return privateAddress.test(host) || localName.test(host) ? 'local' : null;
}
