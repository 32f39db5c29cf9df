import { headLength, layoutOf, splitterFor } from '#core/formats/layout.ts';
import type { Piece, Splitter } from '#core/formats/piece.ts';
import { FilesError } from './files-error.ts';
import type { ReadWatch } from './read-bytes.ts';
import { readText } from './read-text.ts';

/**
 * The rows of a JSON or JSON Lines file, a few at a time, in memory that does not grow with the
 * file. Throws a `FilesError` where it is neither.
 */
export async function* readPieces(file: Blob, watch: ReadWatch): AsyncGenerator<Piece[]> {
  let head = '';
  let splitter: Splitter | null = null;
  for await (const text of readText(file, watch)) {
    if (splitter !== null) {
      yield splitter.push(text);
      continue;
    }
    head += text;
    if (head.length < headLength) continue;
    const start = open(head);
    splitter = start.splitter;
    yield splitter.push(start.rest);
  }
  if (splitter === null) {
    const start = open(head);
    splitter = start.splitter;
    yield splitter.push(start.rest);
  }
  yield splitter.end();
}

function open(head: string): { splitter: Splitter; rest: string } {
  const layout = layoutOf(head);
  if (layout.kind === 'unknown') {
    throw new FilesError({ kind: 'unknown-format', message: layout.message });
  }
  const rest = layout.kind === 'array' ? head.slice(layout.from) : head;
  return { splitter: splitterFor(layout), rest };
}
