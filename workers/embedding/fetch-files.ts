import type { FetchProgress } from '#core/contracts/embedding-api.ts';
import { checkFile } from './check-file.ts';
import { ModelError } from './model-failure.ts';
import type { FileSource, OpenFile } from './open-source.ts';

/** Progress is told this often, also of a transfer that stands still. */
const reportEveryMs = 100;

/**
 * Reads a model's files one after the other and checks each; small ones first, so that a wrong
 * address is found before the weights are fetched. Throws `ModelError`, or an abort.
 */
export async function fetchFiles(
  source: FileSource,
  paths: readonly string[],
  signal: AbortSignal,
  onProgress: (progress: FetchProgress) => void,
): Promise<Map<string, Blob>> {
  const sizes = await Promise.all(paths.map((path) => source.measure(path, signal)));
  const known = sizes.every((size) => size !== null);
  const totalBytes = known ? sizes.reduce((sum, size) => sum + size, 0) : null;
  const files = new Map<string, Blob>();
  let before = 0;
  for (const path of paths) {
    const open = await source.open(path, signal);
    const content = await readAll(open, signal, (bytes) =>
      onProgress({ file: path, loadedBytes: before + bytes, totalBytes }),
    );
    await checkFile(path, content, open.bytes);
    files.set(path, content);
    before += content.size;
  }
  return files;
}

async function readAll(
  { path, body }: OpenFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const report = setInterval(() => onBytes(bytes), reportEveryMs);
  try {
    // Safari's streams can't be looped over.
    const reader = body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      signal.throwIfAborted();
      chunks.push(new Uint8Array(next.value));
      bytes += next.value.byteLength;
    }
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const message = `The connection broke after ${bytes} bytes.`;
    throw new ModelError({ kind: 'cut-connection', message, file: path });
  } finally {
    clearInterval(report);
  }
  onBytes(bytes);
  return new Blob(chunks);
}
