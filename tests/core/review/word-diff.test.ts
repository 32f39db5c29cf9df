import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, textsOfDiff } from '#core/review/word-diff.ts';

const word = fc.constantFrom(
  'a',
  'poem',
  'Poem',
  '写',
  '诗',
  '\n',
  ' ',
  '  ',
  '.',
  ', ',
  'é',
  '\ud800',
);
const text = fc.oneof(
  fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
  fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** A diff in one line: `[-gone-]`, `{+new+}`. */
const shown = (before: string, after: string): string =>
  diffWords(before, after)
    .map(({ kind, text: piece }) => {
      if (kind === 'same') return piece;
      return kind === 'removed' ? `[-${piece}-]` : `{+${piece}+}`;
    })
    .join('');

describe('a diff by words', () => {
  it('is the same around a change deep within a long text', () => {
    const lines = Array.from({ length: 8_000 }, (_, i) => `line ${i} ends`).join('\n');
    const [start, end] = [`${lines}\n`, `\n${lines}`];
    expect(lines.length).toBeGreaterThan(100_000);
    const pieces = diffWords(`${start}the old word${end}`, `${start}the new  word${end}`);
    const short = diffWords('the old word', 'the new  word');
    expect(pieces.filter(({ kind }) => kind !== 'same')).toEqual(
      short.filter(({ kind }) => kind !== 'same'),
    );
    expect(textsOfDiff(pieces).after).toBe(`${start}the new  word${end}`);
  });

  it('of long texts gives both back, wherever they differ', () => {
    const filler = fc
      .constantFrom('some words \n', 'x', '写诗', ' ')
      .map((unit) => unit.repeat(5_000));
    fc.assert(
      fc.property(filler, filler, text, text, (start, end, before, after) => {
        const [was, is] = [start + before + end, start + after + end];
        expect(textsOfDiff(diffWords(was, is))).toEqual({ before: was, after: is });
      }),
      { numRuns: 20 },
    );
  });

  it('gives both texts back, with nothing empty and no neighbours of one kind', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffWords(before, after);
        expect(textsOfDiff(pieces)).toEqual({ before, after });
        pieces.forEach(({ kind, text: piece }, i) => {
          expect(piece).not.toBe('');
          expect(pieces[i + 1]?.kind).not.toBe(kind);
        });
        if (before === after) expect(pieces.every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  it('shows what a person would call changed', () => {
    expect(shown('Write a poem about bread.', 'Write a short poem about bread.')).toBe(
      'Write a {+short +}poem about bread.',
    );
    expect(shown('Write a poem', 'Sing the song')).toBe('[-Write a poem-]{+Sing the song+}');
    expect(shown('', 'New')).toBe('{+New+}');
    expect(shown('写一首诗', '写两首诗')).toBe('写[-一-]{+两+}首诗');
  });

  it('compares long texts by lines, then the lines that differ by words', () => {
    const lines = Array.from({ length: 900 }, (_, i) => `Line ${i} of a long answer.`);
    const changed = lines.map((line, i) =>
      i % 2 === 0 ? line : line.replace('long', 'very long'),
    );
    const pieces = diffWords(lines.join('\n'), changed.join('\n'));
    expect(textsOfDiff(pieces)).toEqual({ before: lines.join('\n'), after: changed.join('\n') });
    const added = pieces.filter(({ kind }) => kind === 'added');
    expect(added).toHaveLength(450);
    expect(added.every(({ text: piece }) => piece.trim() === 'very')).toBe(true);
  });

  it('finds words that changed here and there in one long paragraph', () => {
    const before = Array.from(
      { length: 300 },
      (_, i) => `Point ${i} is made in eight short words.`,
    );
    const after = before.map((line, i) => (i % 60 === 5 ? line.replace('short', 'plain') : line));
    const pieces = diffWords(before.join(' '), after.join(' '));
    const changed = pieces.filter(({ kind }) => kind !== 'same').map(({ text: piece }) => piece);
    expect(changed).toEqual(Array.from({ length: 5 }, () => ['short', 'plain']).flat());
  });

  it('keeps what huge texts begin and end with, and shows the rest as replaced', () => {
    const before = `Start ${'ab cd '.repeat(100_000)}end`;
    const after = `Start ${'ef gh '.repeat(100_000)}end`;
    const pieces = diffWords(before, after);
    expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
    expect(textsOfDiff(pieces)).toEqual({ before, after });
  });

  it('a huge text in place of a few words is shown as replaced, not compared', () => {
    const huge = 'Some words. '.repeat(20_000);
    const pieces = diffWords('Less. Some words. More', huge);
    expect(pieces.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(textsOfDiff(pieces)).toEqual({ before: 'Less. Some words. More', after: huge });
    const grown = diffWords(huge, `${huge}And more.`);
    expect(grown.map(({ kind }) => kind)).toEqual(['same', 'added']);
  });
});
