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

/** How many pairs have an LCS of `lcs` between texts of `m` and `n` tokens. */
interface PairGroup {
  readonly lcs: number;
  readonly m: number;
  readonly n: number;
  readonly pairs: number;
}

/** Pairs of one text with all that come after it, added to `counts[n * (length + 1) + lcs]`. */
function addPairs(
  { tokens, starts, lengths, vocabulary }: FlatTexts,
  i: number,
  pattern: BitPattern,
  counts: Float64Array,
): void {
  const start = starts[i] ?? 0;
  const length = lengths[i] ?? 0;
  pattern.set(Int32Array.from(tokens.subarray(start, start + length)), length, vocabulary);
  for (let j = i + 1; j < lengths.length; j += 1) {
    const other = lengths[j] ?? 0;
    const at = other * (length + 1) + pattern.lcs(tokens, starts[j] ?? 0, other);
    counts[at] = (counts[at] ?? 0) + 1;
  }
}

function toGroups(counts: Float64Array, m: number): PairGroup[] {
  return Array.from(counts, (pairs, at) => {
    return { lcs: at % (m + 1), m, n: Math.floor(at / (m + 1)), pairs };
  }).filter(({ pairs }) => pairs > 0);
}

/**
 * Compares all pairs of texts by the plainest way there is: the LCS of every pair, none left out.
 * Takes a minute or more for 52,002 texts; what the indexed count is held against.
 */
export function compareAllPairs(texts: readonly string[]): PairGroup[] {
  const flat = flatten(texts);
  const longest = flat.lengths.at(-1) ?? 0;
  const pattern = new BitPattern();
  const groups: PairGroup[] = [];
  let i = 0;
  while (i < flat.lengths.length) {
    const m = flat.lengths[i] ?? 0;
    const counts = new Float64Array((longest + 1) * (m + 1));
    for (; flat.lengths[i] === m; i += 1) addPairs(flat, i, pattern, counts);
    groups.push(...toGroups(counts, m));
  }
  return groups;
}

/** Counts the compared pairs above, and exactly at, a threshold. */
export function countGroups(
  groups: readonly PairGroup[],
  threshold: number,
): { above: number; exactly: number } {
  let above = 0;
  let exactly = 0;
  for (const { lcs, m, n, pairs } of groups) {
    const f = fMeasure(lcs, m, n);
    if (f > threshold) above += pairs;
    else if (f === threshold) exactly += pairs;
  }
  return { above, exactly };
}
