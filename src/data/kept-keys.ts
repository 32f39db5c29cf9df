import * as v from 'valibot';
import { listSettings, readSetting, removeSetting, writeSetting } from './catalogue-db.ts';
import { openText, sealedText, sealText, type SealedText } from './sealed/sealed-text.ts';

const prefix = 'kept-key:';

const nameOf = (origin: string): string => prefix + origin;

/** The origins for which a key is kept, in order of name; the keys themselves stay sealed. */
export async function listKeptKeys(): Promise<readonly string[]> {
  const names = await listSettings(prefix);
  return names.map((name) => name.slice(prefix.length));
}

/** Keeps a key for an origin, sealed by a passphrase, in place of the one that was kept for it. */
export async function keepKey(origin: string, key: string, passphrase: string): Promise<void> {
  // The origin goes into the seal: a key that was moved to another origin's place does not open.
  await writeSetting(nameOf(origin), await sealText(key, passphrase, origin));
}

/** The key that is kept for an origin; null where there is none or the passphrase is another. */
export async function openKeptKey(origin: string, passphrase: string): Promise<string | null> {
  const sealed = await readSealed(origin);
  return sealed === null ? null : openText(sealed, passphrase, origin);
}

/** Forgets what is kept for an origin; answers what puts it back, or null where there was nothing. */
export async function forgetKeptKey(origin: string): Promise<(() => Promise<void>) | null> {
  const kept = await readSetting(nameOf(origin));
  await removeSetting(nameOf(origin));
  return kept === undefined ? null : () => writeSetting(nameOf(origin), kept);
}

async function readSealed(origin: string): Promise<SealedText | null> {
  const parsed = v.safeParse(sealedText, await readSetting(nameOf(origin)));
  return parsed.success ? parsed.output : null;
}
