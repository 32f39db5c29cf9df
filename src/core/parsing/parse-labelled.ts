import type { Instance } from '#core/model/task.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';

function readPiece(piece: string): Instance {
  const text = stripWhiteSpace(piece);
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0) return { input: '', output: text };
  return {
    input: stripWhiteSpace(text.slice(lineEnd)),
    output: stripWhiteSpace(text.slice(0, lineEnd)),
  };
}

/**
 * Reads an output-first reply of step 3 as the published code does: each `Class label:` gives one
 * instance, its first line the output and the rest the input. Not yet filtered.
 */
export function parseLabelled(text: string): Instance[] {
  return text.split('Class label:').slice(1).map(readPiece);
}
