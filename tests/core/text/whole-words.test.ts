import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeWordPattern } from '#core/text/whole-words.ts';

const finds = (word: string, text: string, scripts: 'any' | 'spaced' = 'spaced'): boolean =>
  wholeWordPattern(word, scripts)?.test(text) ?? false;

describe('wholeWordPattern', () => {
  it('finds a word in any case, with the letters that fold to it', () => {
    for (const text of ['an image', 'IMAGE', '(image)', 'image-like', 'ımage', 'İmage']) {
      expect(finds('image', text), text).toBe(true);
    }
    expect(finds('files', 'two fileſ')).toBe(true);
    expect(finds('kiss', 'a \u212aiSſ')).toBe(true);
    expect(finds('λόγος', 'ΛΌΓΟΣ')).toBe(true);
  });

  it('does not find it inside a longer word, nor in a ligature', () => {
    for (const text of [
      'images',
      'image_',
      '1image',
      'imageé',
      'image٣',
      'i\u0307mage',
      'i mage',
    ]) {
      expect(finds('image', text), text).toBe(false);
    }
    expect(finds('file', 'a ﬁle')).toBe(false);
    // A combining accent is no word character in the published code's language.
    expect(finds('map', 'map\u0301')).toBe(true);
  });

  it('finds a phrase only with the very space it has', () => {
    expect(finds('go to', 'please GO TO bed')).toBe(true);
    expect(finds('go to', 'please go  to bed')).toBe(false);
    expect(finds('go to', 'ago to')).toBe(false);
  });

  it('needs no spaces in scripts that have none, if asked so', () => {
    expect(finds('图片', '画一张图片吧', 'any')).toBe(true);
    expect(finds('图片', '画一张图片吧', 'spaced')).toBe(false);
    expect(finds('logo', '画一个logo吧', 'any')).toBe(true);
    expect(finds('logo', 'logotype吧', 'any')).toBe(false);
    expect(finds('карта', 'картами', 'any')).toBe(false);
  });

  it('takes every word as it stands and never throws', () => {
    expect(finds('C++', 'Learn C++ now')).toBe(true);
    expect(finds('a.b', 'axb')).toBe(false);
    expect(finds('[^]-\\', 'x [^]-\\ y')).toBe(true);
    expect(wholeWordPattern('  ', 'any')).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        fc.pre(word.trim() !== '');
        expect(finds(word, `- ${word.trim()} -`, 'any')).toBe(true);
        expect(finds(word, `- ${word.trim()} -`, 'spaced')).toBe(true);
      }),
    );
  });
});
