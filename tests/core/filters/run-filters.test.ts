import { describe, expect, it } from 'vitest';
import { checkInstruction } from '#core/filters/run-filters.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';

const paper = (text: string) => checkInstruction(paperRecipe.filters, text);
const modern = (text: string) => checkInstruction(modernRecipe.filters, text);
const alpaca = (text: string) => checkInstruction(alpacaRecipe.filters, text);
const words = (count: number): string => new Array<string>(count).fill('word').join(' ');

const kept = { keep: true };
const badStart = (character: string) => ({ keep: false, reason: 'starts-badly', character });

describe('checkInstruction, recipe paper', () => {
  it('allows 4 to 150 words', () => {
    expect(paper(words(3))).toEqual({ keep: false, reason: 'too-short', words: 3, least: 4 });
    expect(paper(words(4))).toEqual(kept);
    expect(paper(words(150))).toEqual(kept);
    expect(paper(words(151))).toEqual({ keep: false, reason: 'too-long', words: 151, most: 150 });
  });

  it('rejects banned words and names them', () => {
    expect(paper('Look at the Picture now')).toEqual({
      keep: false,
      reason: 'banned-word',
      word: 'picture',
    });
    expect(paper('Describe the video you saw')).toEqual(kept);
    expect(paper('Describe the mapping you saw')).toEqual(kept);
  });

  it('rejects "Write a program" spelt so at the start', () => {
    expect(paper('Write a program that adds')).toEqual({ keep: false, reason: 'asks-for-program' });
    expect(paper('Write a Program that adds')).toEqual(kept);
    expect(paper('Please Write a program now')).toEqual(kept);
  });

  it('rejects a start in any of the 32 punctuation characters or outside ASCII', () => {
    for (const mark of '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~') {
      expect(paper(`${mark}a b c d`), mark).toEqual(badStart(mark));
    }
    expect(paper('Élan is a French word')).toEqual(badStart('É'));
    expect(paper('😀 is what I feel')).toEqual(badStart('😀'));
    expect(paper('7 is a lucky number')).toEqual(kept);
  });

  it('asks in the published order', () => {
    expect(paper('$ map')).toMatchObject({ reason: 'too-short' });
    expect(paper('$ the map of Rome')).toMatchObject({ reason: 'banned-word' });
    expect(paper('Write a program that draws maps')).toMatchObject({ reason: 'banned-word' });
    expect(checkInstruction(paperRecipe.filters, 'map', true)).toEqual({
      keep: false,
      reason: 'cut',
    });
  });
});

describe('checkInstruction, recipe alpaca', () => {
  it('bans five more words, in the singular only', () => {
    expect(alpaca('Describe the video you saw')).toMatchObject({ reason: 'banned-word' });
    expect(alpaca('Describe the videos you saw')).toEqual(kept);
  });
});

describe('checkInstruction, recipe modern', () => {
  it('counts words of any script', () => {
    expect(modern('写一首关于春天的短诗')).toEqual(kept);
    expect(modern('写诗')).toMatchObject({ reason: 'too-short' });
    expect(modern('Опиши свой родной город')).toEqual(kept);
    expect(modern('— — — — —')).toMatchObject({ reason: 'too-short', words: 0 });
  });

  it('lets programs, quotes, brackets and Spanish marks begin', () => {
    for (const text of [
      'Write a program that adds numbers',
      '“To be or not” is from which play?',
      '"To be or not" is from which play?',
      '(In French) say what you ate',
      '«Казань» — что это за город?',
      '¿Qué comes los domingos por la mañana?',
      '「春」という字を使って短い詩を書く',
    ]) {
      expect(modern(text), text).toEqual(kept);
    }
  });

  it('rejects other marks and symbols at the start', () => {
    for (const mark of ['*', '-', '.', '#', '`', '$', '—', '…', '😀', '?']) {
      expect(modern(`${mark} say what you ate`), mark).toEqual(badStart(mark));
    }
  });

  it('takes the banned words of the settings, in any language', () => {
    const filters = { ...modernRecipe.filters, bannedWords: ['图片', 'Straße', ''] };
    const check = (text: string) => checkInstruction(filters, text);
    expect(check('请画一张图片给我看看')).toEqual({
      keep: false,
      reason: 'banned-word',
      word: '图片',
    });
    expect(check('Wo liegt diese STRAßE genau?')).toMatchObject({ word: 'Straße' });
    expect(check('Describe the image you saw')).toEqual(kept);
  });
});
