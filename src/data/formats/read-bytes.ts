import { FilesError, stopIfCancelled, unreadableFile } from './files-error.ts';

/** How a read is watched and stopped. */
export interface ReadWatch {
  readonly signal: AbortSignal;
  /** Called with every number of bytes that were read from the file as it lies on disk. */
  readonly onRead: (bytes: number) => void;
}

/** Most bytes that a compressed file may unpack to. */
const mostUnpackedBytes = 4 * 1024 ** 3;
/** Text of instruction data packs about 3 to 20 times; gzip's own limit is about 1,000. */
const mostRatio = 100;
/** Up to this size the ratio does not matter. */
const harmlessBytes = 64 * 1024 ** 2;

/** The bytes of a file, unpacked where it is gzip (told by its first two bytes, not by its name). */
export async function* readBytes(file: Blob, watch: ReadWatch): AsyncGenerator<Uint8Array> {
  const isPacked = await startsAsGzip(file);
  const stop = new AbortController();
  let packed = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      packed += chunk.byteLength;
      watch.onRead(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const counted = file.stream().pipeThrough(counter, { signal: stop.signal });
  const bytes = isPacked ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  let unpacked = 0;
  try {
    for await (const chunk of chunksOf(bytes, isPacked)) {
      stopIfCancelled(watch.signal);
      unpacked += chunk.byteLength;
      if (isPacked) checkUnpacked(unpacked, packed);
      yield chunk;
    }
  } finally {
    // At the file's end of the pipes: Node 20 throws from nowhere when its unpacked end is cancelled.
    stop.abort();
  }
}

async function startsAsGzip(file: Blob): Promise<boolean> {
  try {
    const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    return first === 0x1f && second === 0x8b;
  } catch (error) {
    throw unreadable(error, false);
  }
}

async function* chunksOf(
  stream: ReadableStream<Uint8Array>,
  isPacked: boolean,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw unreadable(error, isPacked);
    });
    if (done) return;
    yield value;
  }
}

function checkUnpacked(unpacked: number, packed: number): void {
  const isBomb = unpacked > harmlessBytes && unpacked > packed * mostRatio;
  if (!isBomb && unpacked <= mostUnpackedBytes) return;
  const message = isBomb
    ? `It unpacks to more than ${mostRatio} times its size, which no text does: not read.`
    : 'It unpacks to more than 4 GB, which is more than one import takes.';
  throw new FilesError({ kind: 'too-large', message });
}

function unreadable(error: unknown, isPacked: boolean): FilesError {
  if (!isPacked) return unreadableFile(error);
  const message = 'The compressed file is damaged or cut off.';
  return new FilesError({ kind: 'unreadable', message });
}
