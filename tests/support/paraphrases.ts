import { keyedRandom } from '#core/random/keyed-random.ts';

/** What was done to a sentence. */
export type Paraphrase = 'word order' | 'inflection' | 'politeness' | 'all three';
export const paraphrases: readonly Paraphrase[] = [
  'word order',
  'inflection',
  'politeness',
  'all three',
];

const openings = ['Please', 'Could you', 'I would like you to', 'Kindly', 'Can you please'];
const closings = ['', ', please', ', thank you', ' if you can', ' for me'];

/** A light paraphrase of an English instruction: the same words, moved, bent or made polite. */
export function paraphrase(text: string, kind: Paraphrase, key: number): string {
  const random = keyedRandom(key, 'paraphrase', kind);
  const end = /[.?!]+$/.exec(text)?.[0] ?? '';
  const words = text.slice(0, text.length - end.length).split(' ');
  const ordered = kind === 'word order' || kind === 'all three' ? reorder(words, random()) : words;
  const bent =
    kind === 'inflection' || kind === 'all three'
      ? ordered.map((word) => (random() < 0.4 ? bend(word) : word))
      : ordered;
  if (kind !== 'politeness' && kind !== 'all three') return bent.join(' ') + end;
  const [first = '', ...rest] = bent;
  const opening = openings[Math.floor(random() * openings.length)] ?? '';
  const closing = closings[Math.floor(random() * closings.length)] ?? '';
  return [opening, first.toLowerCase(), ...rest].join(' ') + closing + end;
}

/** Brings the end of the sentence before its start, as in “In one line, describe the sea”. */
function reorder(words: readonly string[], share: number): string[] {
  const cut = 1 + Math.floor(share * (words.length - 1));
  return [...words.slice(cut), ...words.slice(0, cut)];
}

/** Another form of the same word, by the commonest rules of English spelling. */
function bend(word: string): string {
  if (!/^[A-Za-z]{4,}$/.test(word)) return word;
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/[^s]s$/.test(word)) return word.slice(0, -1);
  if (/ing$/.test(word)) return word.replace(/ing$/, 'ed');
  if (/ed$/.test(word)) return word.replace(/ed$/, 'ing');
  if (/e$/.test(word)) return word.replace(/e$/, 'ing');
  return /[^aeiou]y$/.test(word) ? word.replace(/y$/, 'ies') : `${word}s`;
}
