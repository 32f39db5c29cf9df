import { commonSubsequence } from '#core/rouge/common-subsequence.ts';
import { unicodeTokens } from '#core/rouge/unicode-tokens.ts';
import type { Finding, Suspect } from './suspicion.ts';

export const id = 'repeats-input';
export const label = 'repeats the input';
export const explanation =
  'The instruction holds (nearly) the whole input, or the input the whole instruction. A model then learns to expect the text twice: keep it in one of the two places.';

export const defaults = { share: 0.85, words: 4 };
export const fields = {
  share: { label: 'Least share of the words in both', least: 0.5, most: 1, step: 0.05 },
  words: { label: 'Fewest words of the repeated text', least: 1, most: 50, step: 1 },
};

// Subsequences take time by the product of lengths; a text this long is not repeated by accident.
const mostTokens = 400;

/** Finds an input that stands in the instruction, or the other way round. */
export function check(
  { instruction, instances }: Suspect,
  { share, words }: typeof defaults,
): Finding | null {
  let asked: string[] | null = null;
  for (const [instance, { input }] of instances.entries()) {
    if (input === '') continue;
    asked ??= unicodeTokens(instruction);
    const given = unicodeTokens(input);
    if (given.length >= words && isWithin(given, asked, share)) {
      const why = 'The instruction already holds this input.';
      return { field: 'input', instance, why };
    }
    if (asked.length >= words && given.length >= asked.length && isWithin(asked, given, share)) {
      return { field: 'input', instance, why: 'The input begins the instruction all over again.' };
    }
  }
  return null;
}

/** Whether nearly all of a text stands in another, in the same order and close together. */
function isWithin(text: string[], other: string[], share: number): boolean {
  const wanted = text.slice(0, mostTokens);
  const held = new Set(other);
  const shared = wanted.reduce((count, word) => count + (held.has(word) ? 1 : 0), 0);
  if (shared < share * wanted.length) return false;
  const matches = commonSubsequence(wanted, other.slice(0, mostTokens * 2));
  const [first, last] = [matches[0], matches.at(-1)];
  if (first === undefined || last === undefined) return false;
  // Common words stand somewhere in every long text: those of a copy stand side by side.
  const spread = last.second - first.second + 1;
  return matches.length >= share * wanted.length && matches.length >= share * spread;
}
