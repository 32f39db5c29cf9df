import type { FilterSettings } from '#core/model/recipe.ts';
import type { Verdict } from '#core/model/task.ts';
import { alpacaBannedWords } from '#core/recipes/banned-words.ts';
import { wholeWordPattern } from '#core/text/whole-words.ts';
import type { Proposal } from './filter.ts';

export const id = 'banned-words';
export const label = 'Banned words';

export const defaults: Pick<FilterSettings, 'words' | 'bannedWords'> = {
  words: 'any-script',
  bannedWords: alpacaBannedWords,
};

type Pattern = readonly [word: string, pattern: RegExp];

function compile({ bannedWords, words }: typeof defaults): Pattern[] {
  return bannedWords.flatMap((word): Pattern[] => {
    const pattern = wholeWordPattern(word, words === 'any-script' ? 'any' : 'spaced');
    return pattern === null ? [] : [[word, pattern]];
  });
}

/** Patterns of settings seen before: thousands of items are checked with the same ones. */
const compiled = new WeakMap<typeof defaults, readonly Pattern[]>();

function patternsOf(settings: typeof defaults): readonly Pattern[] {
  const known = compiled.get(settings);
  if (known !== undefined) return known;
  const patterns = compile(settings);
  compiled.set(settings, patterns);
  return patterns;
}

/** Rejects what holds a banned word or phrase, whole and in any case; names the first of the list. */
export function check(settings: typeof defaults, { instruction }: Proposal): Verdict {
  const hit = patternsOf(settings).find(([, pattern]) => pattern.test(instruction));
  return hit === undefined ? { keep: true } : { keep: false, reason: 'banned-word', word: hit[0] };
}
