import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProposals } from '#core/parsing/parse-proposals.ts';
import { paperRecipe } from '#core/recipes/paper.ts';

const parse = (text: string, finish: 'stop' | 'length' = 'stop') =>
  parseProposals(paperRecipe, text, finish);
const texts = (text: string): string[] => parse(text).items.map(({ instruction }) => instruction);

describe('parseProposals, recipe paper', () => {
  it('splits at a number, at most one white space, then exactly a full stop and a space', () => {
    expect(texts(' Name it\n10. Say it\n11 . Sing it\n12\u00a0. Hum it')).toEqual([
      'Name it',
      'Say it',
      'Sing it',
      'Hum it',
    ]);
    expect(texts(' Name it\n10.Foo\n11.\tBar\n12  . Baz\n 13. Qux')).toEqual([
      'Name it 10.foo 11. bar 12 . baz 13. qux',
    ]);
    expect(texts(' Name it\n٣. Say it\n१०. Sing it')).toEqual(['Name it', 'Say it', 'Sing it']);
  });

  it('puts each item on one line and lower-cases all but its first letter', () => {
    expect(texts(' translate PARIS\n\n into\x85Greek \n10. ﬁnd ΟΔΥΣΣΕΥΣ')).toEqual([
      'Translate paris into greek',
      'Find οδυσσευς',
    ]);
  });

  it('counts items without text and keeps them out', () => {
    const { items, losses } = parse('\n10. \n11. Say it\n12.  \x1f');
    expect(items).toEqual([{ instruction: 'Say it' }]);
    expect(losses).toEqual({ replyCut: 0, empty: 3, malformed: 0 });
  });

  it('drops a reply cut by length whole', () => {
    expect(parse(' Name it\n10. Say it', 'length')).toEqual({
      items: [],
      losses: { replyCut: 1, empty: 0, malformed: 0 },
    });
  });

  it('gives as many pieces as there are markers, and one more', () => {
    const piece = fc.constantFrom('', 'say it', 'Ab: C', '3.5 km', '\u3000');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const { items, losses } = parse(pieces.join('\n10. '));
        expect(items.length + losses.empty).toBe(pieces.length);
      }),
    );
  });
});
