import * as v from 'valibot';
import { keyOfPassphrase, keyRounds, newSalt, randomBytes } from './passphrase-key.ts';

const bytes = v.custom<Uint8Array<ArrayBuffer>>(
  (value) => value instanceof Uint8Array && value.length <= 1 << 20,
);

/** A text that only its passphrase opens, as it is stored. Fewer rounds than ours are not believed. */
export const sealedText = v.object({
  rounds: v.pipe(v.number(), v.integer(), v.minValue(keyRounds), v.maxValue(100 * keyRounds)),
  salt: bytes,
  nonce: bytes,
  bytes,
});

export type SealedText = v.InferOutput<typeof sealedText>;

const nonceBytes = 12;

/** Encrypts a text by AES-GCM. `context` is no secret, but opens it only where it is the same. */
export async function sealText(
  text: string,
  passphrase: string,
  context: string,
): Promise<SealedText> {
  const [salt, nonce] = [newSalt(), randomBytes(nonceBytes)];
  const key = await keyOfPassphrase(passphrase, salt, keyRounds);
  const encoded = new TextEncoder().encode(text);
  const sealed = await crypto.subtle.encrypt(parameters(nonce, context), key, encoded);
  return { rounds: keyRounds, salt, nonce, bytes: new Uint8Array(sealed) };
}

/** The text that was sealed; null where the passphrase or the context is another, or it was changed. */
export async function openText(
  { rounds, salt, nonce, bytes: sealed }: SealedText,
  passphrase: string,
  context: string,
): Promise<string | null> {
  const key = await keyOfPassphrase(passphrase, salt, rounds);
  try {
    const opened = await crypto.subtle.decrypt(parameters(nonce, context), key, sealed);
    return new TextDecoder().decode(opened);
  } catch {
    // AES-GCM tells no more than that it does not fit.
    return null;
  }
}

const parameters = (nonce: Uint8Array<ArrayBuffer>, context: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv: nonce,
  additionalData: new TextEncoder().encode(context),
});
