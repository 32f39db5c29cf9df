/** What a nonce is used for: a chunk that more follow, the last one, or telling passphrases apart. */
export type NonceUse = 'more' | 'last' | 'check';

const uses: Readonly<Record<NonceUse, number>> = { more: 0, last: 1, check: 2 };

/** Bytes of chance that all nonces of a file begin with. */
export const prefixBytes = 7;

/**
 * The nonce of a file's chunk: chance, the chunk's number, and whether it is the last (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár 2015). Chunks that were swapped, doubled or
 * left out then don't open.
 */
export function chunkNonce(
  prefix: Uint8Array,
  chunk: number,
  use: NonceUse,
): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(prefixBytes + 5);
  nonce.set(prefix.subarray(0, prefixBytes));
  new DataView(nonce.buffer).setUint32(prefixBytes, chunk);
  nonce[prefixBytes + 4] = uses[use];
  return nonce;
}
