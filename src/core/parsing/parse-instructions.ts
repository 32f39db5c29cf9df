import type { FinishReason } from '#core/model/model-call.ts';
import { capitalise } from '#core/text/capitalise.ts';
import { digitClass } from '#core/text/characters.ts';
import { collapseWhiteSpace, whiteSpaceClass } from '#core/text/white-space.ts';
import type { Proposals } from './parsed-reply.ts';

/** Newline, digits, at most one white space, then exactly a full stop and a space. */
const itemStart = new RegExp(`\\n[${digitClass}]+[${whiteSpaceClass}]?\\. `, 'u');

/**
 * Reads a step-1 reply as the published code does: `text` is what came after the prompt's last
 * number. A reply cut by length is lost whole; items are on one line and capitalised.
 */
export function parseInstructions(text: string, finishReason: FinishReason): Proposals {
  if (finishReason === 'length') {
    return { items: [], losses: { replyCut: 1, empty: 0, malformed: 0 } };
  }
  const pieces = text.split(itemStart).map((piece) => capitalise(collapseWhiteSpace(piece)));
  const items = pieces.filter((piece) => piece !== '').map((instruction) => ({ instruction }));
  return { items, losses: { replyCut: 0, empty: pieces.length - items.length, malformed: 0 } };
}
