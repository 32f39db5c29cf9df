/** Rounds of PBKDF2 with SHA-256 that stand between a guess and its answer. */
export const keyRounds = 600_000;

const saltBytes = 16;

/** Whether this page may encrypt: browsers allow it at https: addresses and on this machine only. */
export function canSeal(): boolean {
  return typeof globalThis.crypto.subtle === 'object';
}

/** Chance for one use as a salt. */
export const newSalt = (): Uint8Array<ArrayBuffer> => randomBytes(saltBytes);

export const randomBytes = (length: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(length));

/**
 * The AES-GCM key of a passphrase by PBKDF2-SHA-256. It can't be taken out of the browser's keeping.
 * Texts that look the same give the same key, however a keyboard composed them.
 */
export async function keyOfPassphrase(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
