import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiWords } from '#core/rouge/ascii-words.ts';
import { tokenise } from '#core/rouge/tokenise.ts';
import { eachWord } from '#core/rouge/unicode-tokens.ts';

const segmentedWords = (text: string): string[] => eachWord(text).map(({ word }) => word);

describe('paper tokens', () => {
  it('are lower-cased runs of a-z and 0-9', () => {
    expect(tokenise("Don't  use 3.5e-2, naïve!", 'paper')).toEqual([
      'don',
      't',
      'use',
      '3',
      '5e',
      '2',
      'na',
      've',
    ]);
  });

  it('are none in a text of another script', () => {
    expect(tokenise('你好，世界', 'paper')).toEqual([]);
    expect(tokenise('', 'paper')).toEqual([]);
  });

  it('lower-case the Kelvin sign and dotted I into ASCII, as Python does', () => {
    expect(tokenise('300 K', 'paper')).toEqual(['300', 'k']);
    expect(tokenise('İstanbul', 'paper')).toEqual(['i', 'stanbul']);
  });
});

describe('unicode tokens', () => {
  it('find words in scripts with and without spaces', () => {
    expect(tokenise('Как дела, мир?', 'unicode')).toEqual(['как', 'дела', 'мир']);
    expect(tokenise('你好，世界', 'unicode')).toEqual(['你好', '世界']);
    expect(tokenise('مرحبا بالعالم', 'unicode')).toEqual(['مرحبا', 'بالعالم']);
    expect(tokenise('สวัสดีชาวโลก', 'unicode').length).toBeGreaterThan(1);
    expect(tokenise('日本語の文章', 'unicode').length).toBeGreaterThan(1);
  });

  it('fold compatibility forms', () => {
    expect(tokenise('ＡＢＣ ﬁne', 'unicode')).toEqual(['abc', 'fine']);
  });

  it('part at colons whatever the ICU version', () => {
    expect(tokenise('ratio:x é:a', 'unicode')).toEqual(['ratio', 'x', 'é', 'a']);
  });
});

describe('the ASCII fast path', () => {
  const alphabet = ['a', '1', '_', '.', "'", ',', ':', ' ', '"', '-'];

  it('equals Intl.Segmenter on every string of up to five of the characters that matter', () => {
    const differing: string[] = [];
    const visit = (text: string): void => {
      const slow = segmentedWords(text).join('|');
      if (asciiWords(text).join('|') !== slow) differing.push(text);
      if (text.length < 5) for (const character of alphabet) visit(text + character);
    };
    visit('');
    expect(differing).toEqual([]);
  });

  it('equals Intl.Segmenter on any ASCII text', () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 60 });
    fc.assert(
      fc.property(ascii, (text) => {
        const plain = text.toLowerCase();
        expect(asciiWords(plain)).toEqual(segmentedWords(plain));
      }),
      { numRuns: 2000 },
    );
  });
});
