import type { FinishReason } from '#core/model/model-call.ts';
import { capitaliseFirstLetter } from '#core/text/capitalise.ts';
import { collapseWhiteSpace, stripWhiteSpace } from '#core/text/white-space.ts';
import { withoutWrapping } from './chat-habits.ts';
import { findList, type ItemList } from './list-items.ts';
import type { Proposals } from './parsed-reply.ts';

const paragraphBreak = /\n\s*\n/;

/**
 * Text before the list is the item that the prompt left open, unless the list starts at that
 * number itself (or at 1, or with a bullet): then it is a preamble.
 */
function hasOpenItem({ before, firstNumber, items }: ItemList, expected: number): boolean {
  if (items.length === 0 || firstNumber === expected + 1) return true;
  if (firstNumber <= 1 || firstNumber === expected) return false;
  return stripWhiteSpace(before) !== '' && !stripWhiteSpace(before).endsWith(':');
}

/** Where all other items are one paragraph, a second one after the last item is a closing remark. */
function withoutClosingRemark(pieces: readonly string[]): string[] {
  const others = pieces.slice(0, -1).map(stripWhiteSpace);
  if (others.length < 2 || others.some((piece) => paragraphBreak.test(piece))) return [...pieces];
  const last = stripWhiteSpace(pieces.at(-1) ?? '').split(paragraphBreak)[0] ?? '';
  return [...pieces.slice(0, -1), last];
}

/** One line, bold marks around its start taken off, the first letter upper, all else as it is. */
function tidy(piece: string): string {
  const line = collapseWhiteSpace(piece).replace(/^(\*\*|__)(.+?)\1/u, '$2');
  const isOpenBold = line.split('**').length % 2 === 0;
  return capitaliseFirstLetter(stripWhiteSpace(isOpenBold ? line.replace(/\*\*$/, '') : line));
}

/**
 * Reads a step-1 reply of any model: an open list that goes on after the prompt's last number, or
 * a chat answer with its own numbering (or bullets), bold, preamble and closing remark. Keeps the
 * case. Only the last item of a reply that did not come to its end is marked as cut.
 * `expected` is the number that the prompt left open.
 */
export function parseInstructionsModern(
  text: string,
  finishReason: FinishReason,
  expected: number,
): Proposals {
  const isCut = finishReason !== 'stop';
  const answer = withoutWrapping(text);
  if (isCut && stripWhiteSpace(answer) === '') {
    return { items: [], losses: { replyCut: 1, empty: 0, malformed: 0 } };
  }
  const list = findList(answer, expected);
  const pieces = hasOpenItem(list, expected) ? [list.before, ...list.items] : list.items;
  const whole = isCut ? pieces : withoutClosingRemark(pieces);
  const tidied = whole.map(tidy);
  const items = tidied.flatMap((instruction, index) => {
    if (instruction === '') return [];
    return [isCut && index === tidied.length - 1 ? { instruction, cut: true } : { instruction }];
  });
  return { items, losses: { replyCut: 0, empty: tidied.length - items.length, malformed: 0 } };
}
