import { readBytes, type ReadWatch } from './read-bytes.ts';

/**
 * The text of a file in chunks: UTF-8, or UTF-16 where its byte order mark says so. Bytes that are
 * no text become U+FFFD, so that only the rows they stand in suffer.
 */
export async function* readText(file: Blob, watch: ReadWatch): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const bytes of readBytes(file, watch)) {
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder !== null) yield decoder.decode();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
