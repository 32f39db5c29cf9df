import { describe, expect, it } from 'vitest';
import { capitalise, capitaliseFirstLetter, titleCase } from '#core/text/capitalise.ts';

describe('capitalise', () => {
  it.each([
    ['', ''],
    ['write To PARIS', 'Write to paris'],
    ['1 Apple', '1 apple'],
    ['ﬁnd It', 'Find it'],
    ['ﬃx', 'Ffix'],
    ['ßay', 'Ssay'],
    ['ǆep', 'ǅep'],
    ['ŉa', 'ʼNa'],
    ['ᾳβ', 'ᾼβ'],
    ['ᾷβ', 'ᾼ͂β'],
    ['ისტორია', 'ისტორია'],
    ['ısı', 'Isı'],
    ['aİb', 'Ai̇b'],
    ['ſee', 'See'],
    ['𐐨𐐀', '𐐀𐐨'],
  ])('turns %j into %j', (text, expected) => {
    expect(capitalise(text)).toBe(expected);
  });

  it('ends a word in a final sigma, as lower-casing the whole text does', () => {
    expect(capitalise('ΟΔΥΣΣΕΥΣ ΣΑΣ')).toBe('Οδυσσευς σας');
    expect(capitalise('ΑΣ')).toBe('Ας');
    expect(capitalise('Σ')).toBe('Σ');
  });
});

describe('titleCase', () => {
  it('gives a Latin digraph its own form from each of its cases', () => {
    expect(['Ǆ', 'ǅ', 'ǆ', 'Ǳ', 'ǲ', 'ǳ'].map(titleCase)).toEqual(['ǅ', 'ǅ', 'ǅ', 'ǲ', 'ǲ', 'ǲ']);
  });
});

describe('capitaliseFirstLetter', () => {
  it('keeps the case of all that follows', () => {
    expect(capitaliseFirstLetter('translate “Paris” for NATO')).toBe('Translate “Paris” for NATO');
    expect(capitaliseFirstLetter('éa É')).toBe('Éa É');
    expect(capitaliseFirstLetter('写一首诗')).toBe('写一首诗');
    expect(capitaliseFirstLetter('')).toBe('');
  });
});
