import type { FetchProgress } from '#core/contracts/embedding-api.ts';
import { checkFile } from './check-file.ts';
import { ModelError } from './model-failure.ts';
import type { FileSource, OpenFile } from './open-source.ts';

/** Progress is told at most this often. */
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
  let toldAt = -reportEveryMs;
  try {
    for await (const chunk of body) {
      signal.throwIfAborted();
      chunks.push(new Uint8Array(chunk));
      bytes += chunk.byteLength;
      if (performance.now() - toldAt < reportEveryMs) continue;
      toldAt = performance.now();
      onBytes(bytes);
    }
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const message = `The connection broke after ${bytes} bytes.`;
    throw new ModelError({ kind: 'cut-connection', message, file: path });
  }
  onBytes(bytes);
  return new Blob(chunks);
}
