import type { Random } from '#core/random/keyed-random.ts';
import { between, pick, withOutput, wordsOf, type Plant } from './plant.ts';

/** Nothing, or what models write where nothing comes to them. */
export const emptyOutput: Plant = (row, random) =>
  withOutput(
    row,
    pick(
      [
        ...([
          '',
          '',
          '',
          '   ',
          '\n\n',
          '...',
          '-',
          '–',
          '""',
          'N/A',
          'n/a',
          'null',
          'NaN',
        ] as const),
        ...(['TBD', '[Insert answer here]', '[Your response]', 'No output', '<empty>'] as const),
        ...(['(no answer)', 'undefined', 'Output here', '___', '.'] as const),
      ],
      random,
    ),
  );

/** A reply that ran into its limit: inside a word or after one, never at a sentence's end. */
export const cutOutput: Plant = (row, random) => {
  if (wordsOf(row.output).length < 20) return null;
  for (let tries = 0; tries < 20; tries += 1) {
    const at = Math.floor(row.output.length * (0.35 + random() * 0.6));
    const end = random() < 0.5 ? at : row.output.indexOf(' ', at);
    const output = row.output.slice(0, end).trimEnd();
    if (end > 0 && !/[.!?:)"”\]}]$/u.test(output)) return withOutput(row, output);
  }
  return null;
};

/** A loop at the end, in words, a sentence, a line of a list, or the whole text twice over. */
export const repeatingOutput: Plant = (row, random) => {
  const words = wordsOf(row.output);
  if (words.length < 6) return null;
  const kinds = [loopOfWords, loopOfSentence, loopOfList, wholeTwice] as const;
  return withOutput(row, pick(kinds, random)(row.output, words, random));
};

function loopOfWords(_: string, words: readonly string[], random: Random): string {
  const length = between(1, 6, random);
  const at = between(0, Math.max(0, words.length - length), random);
  const block = words.slice(at, at + length);
  const times = between(Math.ceil(10 / length), 40, random);
  const before = words.slice(0, at).join(' ');
  return `${before} ${Array.from({ length: times }, () => block.join(' ')).join(' ')}`.trim();
}

function loopOfSentence(text: string, _: readonly string[], random: Random): string {
  const sentences = text.split(/(?<=[.!?])\s+/u);
  const sentence = sentences[Math.floor(random() * sentences.length)] ?? text;
  const before = sentences.slice(0, sentences.indexOf(sentence));
  const again = Array.from({ length: between(3, 12, random) }, () => sentence);
  return [...before, ...again].join(random() < 0.5 ? ' ' : '\n');
}

function loopOfList(text: string, words: readonly string[], random: Random): string {
  const length = between(3, 9, random);
  const item = words.slice(0, length).join(' ');
  const items = Array.from({ length: between(5, 20, random) }, (_, i) => `${i + 1}. ${item}`);
  return random() < 0.5 ? items.join('\n') : `${text}\n${items.join('\n')}`;
}

function wholeTwice(text: string, words: readonly string[], random: Random): string {
  const glue = pick([' ', '\n', '\n\n'] as const, random);
  return words.length >= 12 ? `${text}${glue}${text}` : [text, text, text, text].join(glue);
}
