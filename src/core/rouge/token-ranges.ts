import type { Tokeniser } from '#core/model/recipe.ts';
import { eachWord } from './unicode-tokens.ts';

/** A stretch of a string in UTF-16 units, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A token, and where it stands in the text as it was written. */
export interface PlacedToken extends TextRange {
  readonly token: string;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The same tokens as `tokenise`, each with its place in the original string. */
export function placedTokens(text: string, tokeniser: Tokeniser): PlacedToken[] {
  if (tokeniser === 'paper') {
    const { folded, origin } = fold(text, Array.from(text), (piece) => piece.toLowerCase());
    return [...folded.matchAll(/[a-z0-9]+/g)].map((match) => placed(match[0], match.index, origin));
  }
  const pieces = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const whole = text.normalize('NFKC').toLowerCase();
  const { folded, origin } = fold(text, pieces, (piece) => piece.normalize('NFKC').toLowerCase());
  // Piece by piece, only the shape of a final sigma may differ from folding the text as a whole.
  const usable = folded.length === whole.length;
  const map = usable ? origin : fold(text, [text], () => whole).origin;
  return eachWord(whole).map(({ word, index }) => placed(word, index, map));
}

interface Folded {
  readonly folded: string;
  /** For each unit of `folded` the piece of the text that it came from. */
  readonly origin: readonly TextRange[];
}

function fold(text: string, pieces: readonly string[], change: (piece: string) => string): Folded {
  let folded = '';
  let start = 0;
  const origin: TextRange[] = [];
  for (const piece of pieces) {
    const changed = change(piece);
    const range = { start, end: Math.min(start + piece.length, text.length) };
    for (let i = 0; i < changed.length; i += 1) origin.push(range);
    folded += changed;
    start += piece.length;
  }
  return { folded, origin };
}

function placed(token: string, at: number, origin: readonly TextRange[]): PlacedToken {
  const start = origin[at]?.start ?? 0;
  return { token, start, end: origin[at + token.length - 1]?.end ?? start };
}
