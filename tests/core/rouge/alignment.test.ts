import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, joinRanges } from '#core/rouge/alignment.ts';
import { rougeL } from '#core/rouge/rouge-l.ts';
import { placedTokens } from '#core/rouge/token-ranges.ts';
import { tokenise } from '#core/rouge/tokenise.ts';
import { texts } from './arbitraries.ts';

const tokenisers = ['paper', 'unicode'] as const;

const marked = (text: string, ranges: readonly { start: number; end: number }[]): string[] =>
  ranges.map(({ start, end }) => text.slice(start, end));

describe('alignment', () => {
  it('marks the shared words as they are written', () => {
    const first = 'Write a POEM about the sea.';
    const second = 'Write, please, a short poem on the Sea';
    const found = align(first, second, 'paper');
    expect(marked(first, found.first)).toEqual(['Write', 'a', 'POEM', 'the', 'sea']);
    expect(marked(second, found.second)).toEqual(['Write', 'a', 'poem', 'the', 'Sea']);
    expect(found.lcs).toBe(5);
  });

  it('marks scripts without spaces, and forms that fold into others', () => {
    const first = '请写一首关于大海的诗';
    const second = '写一首关于山的诗';
    const found = align(first, second, 'unicode');
    expect(marked(first, found.first)).toEqual(marked(second, found.second));
    expect(found.lcs).toBeGreaterThan(2);
    const wide = align('ＡＢＣ café', 'abc cafe\u0301', 'unicode');
    expect(wide.first).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 8 },
    ]);
    expect(wide.second.at(-1)).toEqual({ start: 4, end: 9 });
  });

  it('keeps its place behind letters that fold into two', () => {
    const text = 'İİ list';
    expect(marked(text, align(text, 'list', 'paper').first)).toEqual(['list']);
    expect(marked(text, align(text, 'list', 'unicode').first)).toEqual(['list']);
  });

  it.each(tokenisers)('is as long as the longest common subsequence (%s)', (tokeniser) => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const found = align(first, second, tokeniser);
        const { lcs, fmeasure } = rougeL(tokenise(first, tokeniser), tokenise(second, tokeniser));
        expect(found.lcs).toBe(lcs);
        expect(found.score).toBe(fmeasure);
        expect(marked(first, found.first)).toEqual(marked(second, found.second));
        for (const ranges of [found.first, found.second]) {
          ranges.forEach(({ start }, i) => {
            expect(start).toBeGreaterThanOrEqual(ranges[i - 1]?.end ?? 0);
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each(tokenisers)('places exactly the tokens that are compared (%s)', (tokeniser) => {
    const any = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc
        .array(
          fc.constantFrom('Σας', 'ΣΑΣ', 'İ', 'ﬁ', '각', 'e\u0301', 'a:b', '１２', 'K', ' ', '_'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(any, (text) => {
        const placed = placedTokens(text, tokeniser);
        expect(placed.map(({ token }) => token)).toEqual(tokenise(text, tokeniser));
        for (const { start, end } of placed) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('joins marks that only spaces and signs part', () => {
    const text = 'Write a poem, please';
    const ranges = [
      { start: 0, end: 5 },
      { start: 6, end: 7 },
      { start: 14, end: 20 },
    ];
    expect(marked(text, joinRanges(text, ranges))).toEqual(['Write a', 'please']);
  });
});
