import type { Instance } from '#core/model/task.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';
import { withoutWrapping } from './chat-habits.ts';
import { labelMarker } from './line-markers.ts';
import { readInput, withoutTasks } from './task-echo.ts';

const classLabel = labelMarker('Class label');
const boldEdge = /^(?:\*\*|__)|(?:\*\*|__)$/g;

/** The label is what stands on the marker's own line; an empty one stays empty and is invalid. */
function readPiece(piece: string): Instance {
  const lineEnd = piece.indexOf('\n');
  const end = lineEnd < 0 ? piece.length : lineEnd;
  const bare = stripWhiteSpace(piece.slice(0, end)).replace(boldEdge, '');
  // Within the marks there may be space of its own.
  return { input: readInput(piece.slice(end)), output: stripWhiteSpace(bare) };
}

/**
 * Reads an output-first reply of step 3 of any model: like the published code, but `Class label`
 * counts only at the start of a line, in any case and in chat models' dress. Not yet filtered.
 */
export function parseLabelledModern(text: string): Instance[] {
  return withoutTasks(withoutWrapping(text)).split(classLabel).slice(1).map(readPiece);
}
