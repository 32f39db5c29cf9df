import type { TextRange } from './marked-text.ts';

interface FoldedText {
  readonly folded: string;
  /** For every code unit of `folded` the place in the text that it came from. */
  readonly places: readonly number[];
}

/** Lower case, with every run of white space as one space: what parsing may have changed. */
function fold(text: string): FoldedText {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const isSpace = /\s/u.test(character);
    const piece = isSpace ? ' ' : character.toLowerCase();
    if (!isSpace || !folded.endsWith(' ')) {
      folded += piece;
      for (let unit = 0; unit < piece.length; unit += 1) places.push(at);
    }
    at += character.length;
  }
  places.push(at);
  return { folded, places };
}

/** How many numbered items begin before a place: `7. …` at the start of a line. */
function itemsBefore(text: string, end: number): number {
  return text.slice(0, end).match(/(?:^|\n)\s*\d+\s?[.)]\s/gu)?.length ?? 0;
}

/** Every place where a piece stands in a reply, apart from case and white space. */
export function findPieces(reply: string, piece: string): readonly TextRange[] {
  const wanted = fold(piece).folded.trim();
  if (wanted === '') return [];
  const { folded, places } = fold(reply);
  const found: TextRange[] = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const start = places[at] ?? 0;
    const end = places[at + wanted.length] ?? reply.length;
    found.push({ start, end });
  }
  return found;
}

/**
 * Where in a raw reply the piece stands that became a task. Where it stands more than once, the
 * place is taken whose number of list items before it is nearest to `item` (from 0; the item's own
 * number counts too where the reply gives it). Null where it is not found.
 */
export function findPiece(reply: string, piece: string, item: number): TextRange | null {
  let best: TextRange | null = null;
  let bestDistance = Infinity;
  for (const range of findPieces(reply, piece)) {
    const distance = Math.abs(itemsBefore(reply, range.start) - item - 1);
    if (distance < bestDistance) {
      best = range;
      bestDistance = distance;
    }
  }
  return best;
}
