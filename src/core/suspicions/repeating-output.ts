import type { TextRange } from '#core/review/marked-text.ts';
import { inOutputs, type Finding, type Suspect } from './suspicion.ts';

export const id = 'repeating-output';
export const label = 'output repeats';
export const explanation =
  'An output says the same words over and over, as models do that are caught in a loop. Cut it after the first time, or reject the task.';

export const defaults = { times: 3, words: 6 };
export const fields = {
  times: { label: 'How often the same words follow one another', least: 2, most: 20, step: 1 },
  words: { label: 'Fewest words of all of it', least: 4, most: 100, step: 1 },
};

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// A loop further on is one further up too; more words cost time.
const mostWords = 3000;
const longestBlock = 60;
/** A block of so many words is not said twice in a row by accident. */
const longBlock = 12;
const leastSentenceWords = 5;

/** Finds an output that is caught in a loop. */
export function check(suspect: Suspect, settings: typeof defaults): Finding | null {
  return inOutputs(suspect, (output) => {
    const words = wordsOf(output);
    if (words.length < settings.words) return null;
    const range = loopIn(words, settings) ?? repeatedSentence(output, settings.times);
    return range === null ? null : { range, why: 'The same words come again and again.' };
  });
}

/** Letters only: `1. the cat 2. the cat` repeats itself too. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.toLowerCase().matchAll(/[\p{L}\p{M}']+|[\u4e00-\u9fff]/gu)) {
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length });
    if (words.length >= mostWords) break;
  }
  return words;
}

/** The first stretch in which a block of words follows itself often enough. */
function loopIn(
  words: readonly Word[],
  { times, words: least }: typeof defaults,
): TextRange | null {
  const most = Math.min(longestBlock, Math.floor(words.length / 2));
  for (let period = 1; period <= most; period += 1) {
    const needed = period >= longBlock ? period * 2 : Math.max(period * times, least);
    let same = 0;
    for (let at = period; at < words.length; at += 1) {
      same = words[at]?.text === words[at - period]?.text ? same + 1 : 0;
      if (same + period < needed) continue;
      return rangeOfWords(words, at - needed + 1, at);
    }
  }
  return null;
}

function rangeOfWords(words: readonly Word[], first: number, last: number): TextRange {
  return { start: words[first]?.start ?? 0, end: words[last]?.end ?? 0 };
}

/** A sentence or line that comes often, or sentences half of which were said before. */
function repeatedSentence(text: string, times: number): TextRange | null {
  const seen = new Map<string, number>();
  let at = 0;
  let sentences = 0;
  let again = 0;
  let last: TextRange | null = null;
  for (const piece of text.split(/(?<=[.!?。！？])\s+|\n+/u)) {
    const start = text.indexOf(piece, at);
    at = start + piece.length;
    const words = piece.toLowerCase().match(/[\p{L}\p{M}']+/gu) ?? [];
    if (words.length < leastSentenceWords) continue;
    sentences += 1;
    const count = (seen.get(words.join(' ')) ?? 0) + 1;
    seen.set(words.join(' '), count);
    if (count > 1) {
      again += 1;
      last = { start, end: at };
    }
    // A refrain comes back too, but between verses of its own.
    if (count >= times && count * 2 >= sentences) return last;
  }
  return again >= 2 && again >= sentences * saidBefore ? last : null;
}

/** Share of the sentences: in a text that was written twice it is a half. */
const saidBefore = 0.4;
