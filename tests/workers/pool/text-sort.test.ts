import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortByText } from '#workers/pool/text-sort.ts';

function sorted(texts: readonly string[]): string[] {
  const unitAt = (place: number, depth: number): number => {
    const text = texts[place] ?? '';
    return depth < text.length ? text.charCodeAt(depth) : -1;
  };
  const places = sortByText(Uint32Array.from(texts.keys()), unitAt);
  return Array.from(places, (place) => `${texts[place] ?? ''}#${place}`);
}

/** The same by the plainest means. */
const plain = (texts: readonly string[]): string[] =>
  texts
    .map((text, place) => ({ text, place }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.place - b.place))
    .map(({ text, place }) => `${text}#${place}`);

test('sorts as comparing whole texts does, equal ones by place', () => {
  const word = fc.constantFrom('write a ', 'write', 'wr', '', 'é', '写', 'create a list of ');
  const text = fc.oneof(
    fc.array(word, { maxLength: 4 }).map((words) => words.join('')),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 200, size: 'max' }), (texts) => {
      expect(sorted(texts)).toEqual(plain(texts));
    }),
  );
});

test('many long equal texts are no trouble', () => {
  const texts = Array.from(
    { length: 3000 },
    (_, i) => `${'the same beginning '.repeat(200)}${i % 3}`,
  );
  expect(sorted(texts)).toEqual(plain(texts));
});
