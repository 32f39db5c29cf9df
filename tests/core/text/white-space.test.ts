import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collapseWhiteSpace,
  countWords,
  splitAtWhiteSpace,
  stripWhiteSpace,
} from '#core/text/white-space.ts';

const spaces = Array.from(
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000',
);
const lookalikes = ['\ufeff', '\u200b', '\u180e', '\u2060', '\x1b'];

describe('white space', () => {
  it('is what the published code takes for it, where JavaScript differs too', () => {
    for (const space of spaces) expect(splitAtWhiteSpace(`a${space}b`)).toEqual(['a', 'b']);
    for (const other of lookalikes) expect(splitAtWhiteSpace(`a${other}b`)).toHaveLength(1);
  });

  it('goes from both ends and from nowhere else', () => {
    expect(stripWhiteSpace('\x85\x1c a \n b\u3000')).toBe('a \n b');
    expect(stripWhiteSpace('\ufeffa')).toBe('\ufeffa');
    expect(stripWhiteSpace(' \n\x1f')).toBe('');
  });

  it('collapses so that words joined by one space are the text', () => {
    const unit = fc.constantFrom(...spaces, ...lookalikes, 'a', 'Ω', '😀', '\ud800');
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const text = units.join('');
        const collapsed = collapseWhiteSpace(text);
        expect(splitAtWhiteSpace(text).join(' ')).toBe(collapsed);
        expect(collapseWhiteSpace(collapsed)).toBe(collapsed);
        expect(collapsed.replaceAll(' ', '')).toBe(
          units.filter((one) => !spaces.includes(one)).join(''),
        );
      }),
    );
  });

  it('counts the words that it would split', () => {
    const character = fc.constantFrom(...spaces, ...lookalikes, 'a', 'é', '诗', '😀');
    fc.assert(
      fc.property(fc.array(character), (characters) => {
        const text = characters.join('');
        expect(countWords(text)).toBe(splitAtWhiteSpace(text).length);
      }),
    );
  });
});
