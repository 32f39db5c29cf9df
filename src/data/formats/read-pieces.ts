import { headLength, layoutOf, splitterFor, type Layout } from '#core/formats/layout.ts';
import type { Piece, Splitter } from '#core/formats/piece.ts';
import { FilesError } from './files-error.ts';
import type { ReadWatch } from './read-bytes.ts';
import { readText } from './read-text.ts';

/**
 * The rows of a JSON, JSON Lines or CSV file, a few at a time, in memory that does not grow with the
 * file; `onLayout` hears which it is. Throws a `FilesError` where it is none of them.
 */
export async function* readPieces(
  file: Blob,
  watch: ReadWatch,
  onLayout: (kind: Layout['kind']) => void = () => undefined,
): AsyncGenerator<Piece[]> {
  let head = '';
  let splitter: Splitter | null = null;
  for await (const text of readText(file, watch)) {
    if (splitter !== null) {
      yield splitter.push(text);
      continue;
    }
    head += text;
    if (head.length < headLength) continue;
    const start = open(head, onLayout);
    splitter = start.splitter;
    yield splitter.push(start.rest);
  }
  if (splitter === null) {
    const start = open(head, onLayout);
    splitter = start.splitter;
    yield splitter.push(start.rest);
  }
  yield splitter.end();
}

function open(
  head: string,
  onLayout: (kind: Layout['kind']) => void,
): { splitter: Splitter; rest: string } {
  const layout = layoutOf(head);
  onLayout(layout.kind);
  if (layout.kind === 'unknown') {
    throw new FilesError({ kind: 'unknown-format', message: layout.message });
  }
  const rest = layout.kind === 'array' ? head.slice(layout.from) : head;
  return { splitter: splitterFor(layout), rest };
}
