import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProposals } from '#core/parsing/parse-proposals.ts';
import { modernRecipe } from '#core/recipes/modern.ts';

const parse = (text: string, finish: 'stop' | 'length' | 'content-filter' = 'stop') =>
  parseProposals(modernRecipe, text, finish);
const texts = (text: string): string[] => parse(text).items.map(({ instruction }) => instruction);
const noLosses = { replyCut: 0, empty: 0, malformed: 0 };

describe('parseProposals, recipe modern, an open list', () => {
  it('reads what stands before the second number as the open item, and keeps the case', () => {
    expect(texts(' translate “Paris” for NATO\n10. say it\n11. Sing it')).toEqual([
      'Translate “Paris” for NATO',
      'Say it',
      'Sing it',
    ]);
  });

  it('keeps an open item that ends in a colon, and a single one', () => {
    expect(texts(' Rewrite this:\n10. Say it')).toEqual(['Rewrite this:', 'Say it']);
    expect(texts(' Write a short poem.')).toEqual(['Write a short poem.']);
  });

  it('joins the lines of an item', () => {
    expect(texts(' Translate this\n\nHe is  here\n10. Say it')).toEqual([
      'Translate this He is here',
      'Say it',
    ]);
  });

  it('leaves a list inside an item alone', () => {
    expect(
      texts(' Sort the steps:\n1. rinse\n2. soak\n10. Say it\n11. Add 3.5\n9:30 is late'),
    ).toEqual(['Sort the steps: 1. rinse 2. soak', 'Say it', 'Add 3.5 9:30 is late']);
  });
});

describe('parseProposals, recipe modern, a chat answer', () => {
  const expected = ['Say it', 'Sing it', 'Hum it'];

  it.each([
    ['its own numbers', '9. Say it\n10. Sing it\n11. Hum it'],
    ['numbers from 1', '1. Say it\n2. Sing it\n3. Hum it'],
    ['brackets', '9) Say it\n10) Sing it\n11) Hum it'],
    ['no space', '9.Say it\n10.Sing it\n11.Hum it'],
    ['blank lines', '9. Say it\n\n10. Sing it\n\n11. Hum it\n'],
    ['bold numbers', '**9.** Say it\n**10.** Sing it\n**11.** Hum it'],
    ['bold items', '**9. Say it**\n**10. Sing it**\n**11. Hum it**'],
    ['bold texts', '9. **Say it**\n10. **Sing** it\n11. __Hum it__'],
    ['bullets and numbers', '- 9. Say it\n- 10. Sing it\n- 11. Hum it'],
    ['headings', '### 9. Say it\n### 10. Sing it\n### 11. Hum it'],
    ['bullets', '- Say it\n- Sing it\n- Hum it'],
    ['dots', '• Say it\n• Sing it\n• Hum it'],
    ['a preamble', 'Sure! Here are more tasks:\n\n9. Say it\n10. Sing it\n11. Hum it'],
    ['a preamble to bullets', 'Here they are:\n\n* Say it\n* Sing it\n* Hum it'],
    ['a closing remark', '9. Say it\n10. Sing it\n11. Hum it\n\nLet me know if you want more.'],
    ['a fence', '```\n9. Say it\n10. Sing it\n11. Hum it\n```'],
    ['reasoning', '<think>\n1. What is new?\n</think>\n\n9. Say it\n10. Sing it\n11. Hum it'],
    ['a skipped number', '9. Say it\n10. Sing it\n12. Hum it'],
    ['Arabic digits', '٩. Say it\n١٠. Sing it\n١١. Hum it'],
    ['white space before', '\n\n  9. Say it\n 10. Sing it\n 11. Hum it'],
  ])('reads a list with %s', (_, text) => {
    expect(parse(text)).toEqual({
      items: expected.map((instruction) => ({ instruction })),
      losses: noLosses,
    });
  });

  it('reads Chinese lists', () => {
    expect(texts('9、写一首诗\n10、画一棵树')).toEqual(['写一首诗', '画一棵树']);
    expect(texts('9．写一首诗\n10．画一棵树')).toEqual(['写一首诗', '画一棵树']);
  });

  it('counts items without text', () => {
    expect(parse('9. Say it\n10.\n11. Hum it')).toEqual({
      items: [{ instruction: 'Say it' }, { instruction: 'Hum it' }],
      losses: { ...noLosses, empty: 1 },
    });
  });
});

describe('parseProposals, recipe modern, a reply that was cut', () => {
  it('marks only the last item', () => {
    for (const finish of ['length', 'content-filter'] as const) {
      expect(parse('9. Say it\n10. Sing it\n\nand', finish)).toEqual({
        items: [{ instruction: 'Say it' }, { instruction: 'Sing it and', cut: true }],
        losses: noLosses,
      });
    }
  });

  it('loses a reply that never came to its answer', () => {
    expect(parse('<think>\n9. Hm', 'length')).toEqual({
      items: [],
      losses: { ...noLosses, replyCut: 1 },
    });
  });
});

describe('parseProposals, recipe modern, any text', () => {
  const part = fc.constantFrom('\n', '9. ', '10. ', '11) ', '**', '- ', '# ', 'a', 'B c', ':', ' ');

  it('gives tidy items and loses no list item silently', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        for (const { instruction } of parse(parts.join('')).items) {
          expect(instruction).not.toMatch(/^\s|\s$|\n|^$/);
        }
      }),
    );
  });

  it('reads back every numbered list of plain items', () => {
    const item = fc.stringMatching(/^[A-Z][a-z]{1,8}( [a-z]{1,8}){0,5}$/);
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 9),
        (items, from) => {
          const list = items.map((text, index) => `${index + from}. ${text}`).join('\n');
          expect(texts(list)).toEqual(items);
        },
      ),
    );
  });

  it('takes no longer for hostile text', () => {
    expect(texts('#'.repeat(20_000))).toHaveLength(1);
    expect(parse(`${'* '.repeat(20_000)}9. Say it`).items.length).toBeGreaterThan(0);
  });
});
