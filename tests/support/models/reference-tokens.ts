/** BERT's tokens of an ASCII text, written down once more from its description: ids, framed. */
export function referenceTokens(text: string, vocabulary: readonly string[]): number[] {
  const idOf = new Map(vocabulary.map((piece, id) => [piece, id]));
  const id = (piece: string): number => idOf.get(piece) ?? -1;
  const words = text.toLowerCase().match(/[a-z0-9]+|[^\sa-z0-9]/g) ?? [];
  return [
    id('[CLS]'),
    ...words.flatMap((word) => pieces(word, idOf) ?? [id('[UNK]')]),
    id('[SEP]'),
  ];
}

/** The longest piece first, again and again; null where a rest is in no piece. */
function pieces(word: string, idOf: ReadonlyMap<string, number>): number[] | null {
  const found: number[] = [];
  let from = 0;
  while (from < word.length) {
    let to = word.length;
    const prefix = from === 0 ? '' : '##';
    while (to > from && !idOf.has(prefix + word.slice(from, to))) to -= 1;
    if (to === from) return null;
    found.push(idOf.get(prefix + word.slice(from, to)) ?? -1);
    from = to;
  }
  return found;
}
