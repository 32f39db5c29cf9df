import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPiece, findPieces } from '#core/review/find-piece.ts';

const cut = (reply: string, range: { start: number; end: number } | null): string | null =>
  range === null ? null : reply.slice(range.start, range.end);

test('finds an instruction that parsing put in other case and on one line', () => {
  const reply = ' Write a haiku\n  about Paris.\n10. Name a river.';
  expect(cut(reply, findPiece(reply, 'Write a haiku about paris.', 0))).toBe(
    'Write a haiku\n  about Paris.',
  );
});

test('takes the right one of two that read the same', () => {
  const reply = '9. Name a river.\n10. Name a lake.\n11. Name a river.';
  expect(findPiece(reply, 'Name a river.', 0)?.start).toBe(3);
  expect(findPiece(reply, 'Name a river.', 2)?.start).toBe(reply.lastIndexOf('Name'));
});

test('finds nothing in a reply that does not hold it, and never an empty piece', () => {
  expect(findPiece('1. Name a river.', 'Name a hill.', 0)).toBeNull();
  expect(findPieces('abc', ' ')).toEqual([]);
});

test('finds any piece of any text, whatever its white space became', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), word, word, (words, before, after) => {
      const piece = words.join('\n\t ').trim();
      fc.pre(piece !== '');
      const reply = `${before} ${piece} ${after}`;
      const found = findPieces(reply, piece.replace(/\s+/gu, ' '));
      expect(found.length).toBeGreaterThan(0);
    }),
  );
});
