/** Characters that a passphrase must have: whoever has the sealed bytes can try as long as they like. */
export const leastPassphrase = 12;

/** Said where an encrypted backup does not open. */
export const wrongBackupPassphrase = 'That is not the passphrase this backup was encrypted under.';

/** Why a passphrase won't do, in words for the person who types it; null where it will. */
export function passphraseProblem(passphrase: string): string | null {
  const characters = Array.from(passphrase);
  if (characters.length < leastPassphrase) return `At least ${leastPassphrase} characters.`;
  return new Set(characters).size < 4 ? 'The same few characters again and again.' : null;
}
