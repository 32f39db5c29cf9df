import { FilesError } from '#data/formats/files-error.ts';
import { isSealedFile, openSealedFile, sealFile } from '#data/sealed/sealed-file.ts';

interface WrittenBackup {
  readonly file: Blob;
  readonly fileName: string;
}

/** A backup under a passphrase and a name that says so; without one as it is. */
export async function sealBackup(
  written: WrittenBackup,
  passphrase: string | undefined,
  signal: AbortSignal,
): Promise<WrittenBackup> {
  if (passphrase === undefined) return written;
  return {
    file: await sealFile(written.file, passphrase, signal),
    fileName: written.fileName.replace(/\.jsonl\.gz$/, '.seedbed'),
  };
}

/** The backup itself, encrypted or not; throws `needs-passphrase` where none is given for it. */
export async function openBackup(
  file: Blob,
  passphrase: string | undefined,
  signal: AbortSignal,
): Promise<Blob> {
  if (!(await isSealedFile(file))) return file;
  if (passphrase !== undefined) return openSealedFile(file, passphrase, signal);
  throw new FilesError({
    kind: 'needs-passphrase',
    message: 'This backup is encrypted: it opens by its passphrase only.',
  });
}
