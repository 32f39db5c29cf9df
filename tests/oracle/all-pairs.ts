import { BitPattern } from '#core/rouge/bit-pattern.ts';
import { fMeasure } from '#core/rouge/f-measure.ts';
import { tokenise } from '#core/rouge/tokenise.ts';

/** Texts as token numbers in one flat list, shortest first. */
interface FlatTexts {
  readonly tokens: Uint32Array;
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
  readonly vocabulary: number;
}

function flatten(texts: readonly string[]): FlatTexts {
  const numbers = new Map<string, number>();
  const numberOf = (token: string): number => {
    const number = numbers.get(token) ?? numbers.size;
    numbers.set(token, number);
    return number;
  };
  const lists = texts.map((text) => tokenise(text, 'paper').map(numberOf));
  lists.sort((a, b) => a.length - b.length);
  const lengths = lists.map((list) => list.length);
  const starts: number[] = [];
  let end = 0;
  for (const length of lengths) {
    starts.push(end);
    end += length;
  }
  return { tokens: Uint32Array.from(lists.flat()), starts, lengths, vocabulary: numbers.size };
}

/**
 * Counts all pairs of texts by the plainest way there is: the LCS of every pair, none left out.
 * Takes minutes for 52,002 texts; what the indexed count is held against.
 */
export function countAllPairs(
  texts: readonly string[],
  threshold: number,
): { above: number; exactly: number } {
  const { tokens, starts, lengths, vocabulary } = flatten(texts);
  const pattern = new BitPattern();
  let above = 0;
  let exactly = 0;
  for (let i = 0; i < lengths.length; i += 1) {
    const start = starts[i] ?? 0;
    const length = lengths[i] ?? 0;
    pattern.set(Int32Array.from(tokens.subarray(start, start + length)), length, vocabulary);
    for (let j = i + 1; j < lengths.length; j += 1) {
      const other = lengths[j] ?? 0;
      const lcs = pattern.lcs(tokens, starts[j] ?? 0, other);
      const f = fMeasure(lcs, length, other);
      if (f > threshold) above += 1;
      else if (f === threshold) exactly += 1;
    }
  }
  return { above, exactly };
}
