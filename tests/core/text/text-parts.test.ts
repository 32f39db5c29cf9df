import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf, placeIn, withLineEnds } from '#core/text/text-parts.ts';

const piece = fc.constantFrom('word ', 'a', '\n', '\r\n', ' ', '😀', 'اكتب ', '');
const text = fc.oneof(
  fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

test('parts are the text again, none is too long or ends within a character', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 50 }), (whole, most) => {
      const parts = partsOf(whole, most);
      expect(parts.join('')).toBe(whole);
      expect(parts.every((part) => part.length <= most)).toBe(true);
      for (const [i, part] of parts.slice(0, -1).entries()) {
        expect(part).not.toBe('');
        expect(part.endsWith('\r') && parts[i + 1]?.startsWith('\n')).toBe(false);
        const isHalf = /[\ud800-\udbff]$/.test(part) && /^[\udc00-\udfff]/.test(parts[i + 1] ?? '');
        expect(isHalf).toBe(false);
      }
    }),
  );
});

test('a text that is short enough, or empty, is one part', () => {
  expect(partsOf('short', 10)).toEqual(['short']);
  expect(partsOf('', 10)).toEqual(['']);
});

test('cuts after a line, else after a word', () => {
  expect(partsOf('one two\nthree four', 10)).toEqual(['one two\n', 'three four']);
  expect(partsOf('one two three four', 10)).toEqual(['one two ', 'three four']);
  expect(partsOf('abcdefghijklmno', 10)).toEqual(['abcdefghij', 'klmno']);
});

test('line ends stay what they were', () => {
  expect(withLineEnds('a\r\nb\r\n', 'a\nb c\n')).toBe('a\r\nb c\r\n');
  expect(withLineEnds('a\nb', 'a\nb c')).toBe('a\nb c');
  expect(withLineEnds('a\r\nb\n', 'a\nb\nc')).toBe('a\nb\nc');
  expect(withLineEnds('', 'a\nb')).toBe('a\nb');
});

test('a place in a text area is found again among the parts of its text', () => {
  const text = fc.array(fc.constantFrom('a', ' ', '\r\n', '\n', '😀')).map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 2, max: 9 }), (whole, any, most) => {
      const shown = whole.replace(/\r\n/g, '\n');
      const caret = any % (shown.length + 1);
      const parts = partsOf(whole, most);
      const at = placeIn(parts, caret);
      const before = [...parts.slice(0, at.part)].join('').replace(/\r\n/g, '\n');
      expect(before.length + at.caret).toBe(caret);
    }),
  );
});
