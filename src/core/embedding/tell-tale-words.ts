import { isFunctionWord } from './function-words.ts';

const words = /[\p{L}\p{M}\p{N}]{2,}/gu;

/** Words of a text for naming groups: each once, lower case. */
function wordsOf(text: string): Set<string> {
  return new Set([...text.toLowerCase().matchAll(words)].map(([word]) => word));
}

/** Evidence that a word is spread as if by chance, in texts: keeps rare words from naming groups. */
const prior = 0.5;

/**
 * Names groups by the words that tell them from the rest: for each group the `count` words with the
 * highest z-score of the log odds of a text holding it, inside against outside (Monroe, Colaresi and
 * Quinn 2008, with a flat prior). A word that is not commoner inside than outside names nothing;
 * function words do so only where there are too few others.
 */
export function tellTaleWords(
  texts: readonly string[],
  groupOf: ArrayLike<number>,
  groups: number,
  count: number,
): string[][] {
  const sizes = new Array<number>(groups).fill(0);
  const inside = Array.from({ length: groups }, () => new Map<string, number>());
  const all = new Map<string, number>();
  texts.forEach((text, row) => {
    const group = groupOf[row] ?? -1;
    const own = inside[group];
    if (own === undefined) return;
    sizes[group] = (sizes[group] ?? 0) + 1;
    for (const word of wordsOf(text)) {
      own.set(word, (own.get(word) ?? 0) + 1);
      all.set(word, (all.get(word) ?? 0) + 1);
    }
  });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return inside.map((own, group) => {
    const size = sizes[group] ?? 0;
    return [...own]
      .map(([word, within]) => ({
        word,
        score: zScore(within, size, (all.get(word) ?? 0) - within, total - size),
      }))
      .filter(({ score }) => score > 0)
      .sort(
        (a, b) =>
          Number(isFunctionWord(a.word)) - Number(isFunctionWord(b.word)) ||
          b.score - a.score ||
          (a.word < b.word ? -1 : 1),
      )
      .slice(0, count)
      .map(({ word }) => word);
  });
}

function zScore(within: number, size: number, without: number, rest: number): number {
  const odds = (texts: number, all: number): number =>
    Math.log((texts + prior) / (all - texts + prior));
  const variance = 1 / (within + prior) + 1 / (without + prior);
  return (odds(within, size) - odds(without, rest)) / Math.sqrt(variance);
}
