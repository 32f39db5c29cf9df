import * as v from 'valibot';
import { wrongBackupPassphrase } from '#core/sealed/passphrase-rule.ts';
import { replaceBinary, reviveBinary } from '#data/backup/binary-values.ts';
import { FilesError, stopIfCancelled, unreadableFile } from '#data/formats/files-error.ts';
import { chunkNonce, prefixBytes, type NonceUse } from './chunk-nonce.ts';
import { keyOfPassphrase, keyRounds, newSalt, randomBytes } from './passphrase-key.ts';

const format = 'seedbed-sealed';
const version = 1;
const opening = `{"format":"${format}"`;
/** Far longer than any header of ours. */
const longestHeader = 4096;
const chunkBytes = 1 << 18;
const tagBytes = 16;
/** So many rounds that a file can't keep the browser busy for minutes. */
const mostRounds = 20 * keyRounds;

const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);

/** What headers of all versions have. */
const anyHeader = v.object({ format: v.literal(format), version: v.number() });

const sealedHeader = v.object({
  ...anyHeader.entries,
  rounds: v.pipe(v.number(), v.integer(), v.minValue(keyRounds), v.maxValue(mostRounds)),
  salt: bytes,
  prefix: v.pipe(bytes, v.length(prefixBytes)),
  /** A seal of nothing: opens by the right passphrase, whatever became of the rest. */
  check: bytes,
});

/** Whether a file is one that `sealFile` made; throws a `FilesError` where it can't be read. */
export async function isSealedFile(file: Blob): Promise<boolean> {
  return new TextDecoder().decode(await read(file, 0, opening.length)) === opening;
}

/**
 * Encrypts a file by AES-GCM in chunks, after a line of JSON that says how, so that memory holds a
 * chunk at a time. Throws a `FilesError` on cancel.
 */
export async function sealFile(file: Blob, passphrase: string, signal: AbortSignal): Promise<Blob> {
  const [salt, prefix] = [newSalt(), randomBytes(prefixBytes)];
  const key = await keyOfPassphrase(passphrase, salt, keyRounds);
  const check = await crypto.subtle.encrypt(parameters(prefix, 0, 'check'), key, new Uint8Array());
  const header = {
    ...{ format, version, rounds: keyRounds, salt, prefix },
    check: new Uint8Array(check),
  };
  const parts: BlobPart[] = [`${JSON.stringify(header, replaceBinary)}\n`];
  const chunks = Math.max(1, Math.ceil(file.size / chunkBytes));
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    stopIfCancelled(signal);
    const plain = await file.slice(chunk * chunkBytes, (chunk + 1) * chunkBytes).arrayBuffer();
    const use = chunk === chunks - 1 ? 'last' : 'more';
    // A blob may be kept on disk, which bytes in a list are not.
    const sealed = await crypto.subtle.encrypt(parameters(prefix, chunk, use), key, plain);
    parts.push(new Blob([sealed]));
  }
  return new Blob(parts, { type: 'application/octet-stream' });
}

/**
 * The file that was sealed, whole. Throws a `FilesError`: `wrong-passphrase`; `unreadable` where it
 * was changed or cut off or can't be read; `unknown-format` where a newer program made it; or on cancel.
 */
export async function openSealedFile(
  file: Blob,
  passphrase: string,
  signal: AbortSignal,
): Promise<Blob> {
  const { header, from } = await readHeader(file);
  const { rounds, salt, prefix, check } = header;
  const key = await keyOfPassphrase(passphrase, salt, rounds);
  const open = (sealed: BufferSource, chunk: number, use: NonceUse): Promise<ArrayBuffer | null> =>
    // AES-GCM tells no more than that it does not fit.
    crypto.subtle.decrypt(parameters(prefix, chunk, use), key, sealed).catch(() => null);
  if ((await open(check, 0, 'check')) === null) {
    throw new FilesError({ kind: 'wrong-passphrase', message: wrongBackupPassphrase });
  }
  const parts: Blob[] = [];
  const size = chunkBytes + tagBytes;
  const chunks = Math.max(1, Math.ceil((file.size - from) / size));
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    stopIfCancelled(signal);
    const at = from + chunk * size;
    const sealed = await read(file, at, at + size);
    const plain = await open(sealed, chunk, chunk === chunks - 1 ? 'last' : 'more');
    if (plain === null) throw damaged(chunk, chunks);
    parts.push(new Blob([plain]));
  }
  return new Blob(parts);
}

async function readHeader(
  file: Blob,
): Promise<{ header: v.InferOutput<typeof sealedHeader>; from: number }> {
  const start = new Uint8Array(await read(file, 0, longestHeader));
  const end = start.indexOf(0x0a);
  const json = jsonOf(new TextDecoder().decode(start.subarray(0, end)));
  // Told first, by what no version changes: a newer header may hold anything else.
  if (v.is(anyHeader, json) && json.version > version) {
    const message = 'This backup was encrypted by a newer version of Seedbed: reload to get it.';
    throw new FilesError({ kind: 'unknown-format', message });
  }
  const parsed = v.safeParse(sealedHeader, json);
  if (end < 0 || !parsed.success) {
    const message =
      'The beginning of the encrypted backup is damaged, so nothing of it can be read.';
    throw new FilesError({ kind: 'unreadable', message });
  }
  return { header: parsed.output, from: end + 1 };
}

async function read(file: Blob, from: number, to: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(from, to).arrayBuffer();
  } catch (error) {
    throw unreadableFile(error);
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line, reviveBinary) as unknown;
  } catch {
    return null;
  }
}

/** The last chunk does not open either where others that followed it were cut off. */
function damaged(chunk: number, chunks: number): FilesError {
  const message =
    chunk === chunks - 1
      ? 'The encrypted backup is cut off or damaged at its end. Nothing of it was restored; try another copy of the file.'
      : 'The encrypted backup is damaged. Nothing of it was restored; try another copy of the file.';
  return new FilesError({ kind: 'unreadable', message });
}

const parameters = (
  prefix: Uint8Array<ArrayBuffer>,
  chunk: number,
  use: NonceUse,
): AesGcmParams => ({
  name: 'AES-GCM',
  iv: chunkNonce(prefix, chunk, use),
  additionalData: new TextEncoder().encode(`${format} ${version}`),
});
