import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsTerm } from '#core/review/match-search.ts';
import { parseSearch } from '#core/review/parse-search.ts';
import type { SearchTerm } from '#core/review/search-terms.ts';
import { writeSearch } from '#core/review/write-search.ts';
import { arbitrarySearch } from '#tests/support/arbitrary-query.ts';

const text = (word: string, isExcluded = false): SearchTerm => ({
  kind: 'text',
  text: word,
  isExcluded,
});

function termsOf(search: string): readonly SearchTerm[] {
  const terms = parseSearch(search);
  if (!terms.ok) throw new Error(terms.error.message);
  return terms.value;
}

function problemOf(search: string): { at: number; message: string } {
  const terms = parseSearch(search);
  if (terms.ok) throw new Error(`${search} can be read`);
  return terms.error;
}

describe('what can be typed', () => {
  test('words, in lower case', () => {
    expect(termsOf('  Cat\tGARDEN ')).toEqual([text('cat'), text('garden')]);
    expect(termsOf(' \n ')).toEqual([]);
  });

  test('phrases, with quotes in them', () => {
    expect(termsOf('"In the  garden" "say \\"hi\\"" "C:\\dir\\\\"')).toEqual([
      text('in the  garden'),
      text('say "hi"'),
      text('c:\\dir\\'),
    ]);
    expect(termsOf('""')).toEqual([]);
    expect(termsOf('a 5" nail')).toEqual([text('a'), text('5"'), text('nail')]);
  });

  test('a minus before anything excludes it, on its own it is a word', () => {
    expect(termsOf('-cat -"a dog" - x-y')).toEqual([
      text('cat', true),
      text('a dog', true),
      text('-'),
      text('x-y'),
    ]);
  });

  test('patterns, slashes within classes and behind backslashes included', () => {
    const pattern = (source: string, flags = '', isExcluded = false): SearchTerm => ({
      kind: 'pattern',
      pattern: { source, flags },
      isExcluded,
    });
    expect(termsOf('/^write\\b/i -/[/"]\\// /a b/ui')).toEqual([
      pattern('^write\\b', 'i'),
      pattern('[/"]\\/', '', true),
      pattern('a b', 'iu'),
    ]);
  });
});

describe('what can not be read', () => {
  test('says where and what to do', () => {
    expect(problemOf('cat "in the')).toMatchObject({ at: 4 });
    expect(problemOf('cat "in the').message).toContain('character 5 has no end');
    expect(problemOf('see /usr').message).toContain('close it with a slash');
    expect(problemOf('x /a/ig')).toMatchObject({ at: 6 });
    expect(problemOf('/usr/bin').message).toContain('Character 6');
    expect(problemOf('/a/ii')).toMatchObject({ at: 4 });
    expect(problemOf('-//')).toMatchObject({ at: 1 });
    expect(problemOf('/a(/').message).toMatch(/character 1 is not valid: \S/);
    expect(problemOf('/\\p{Nope}/u').at).toBe(0);
  });

  test('nothing that is typed makes it throw, and a problem lies within what was typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('/', '"', '-', '\\', '[', ']', '(', ' ', 'a', 'i', 'u', '*'))
        .map((characters) => characters.join('')),
    );
    fc.assert(
      fc.property(typed, (search) => {
        const terms = parseSearch(search);
        if (terms.ok) return;
        expect(terms.error.at).toBeGreaterThanOrEqual(0);
        expect(terms.error.at).toBeLessThan(search.length);
        expect(terms.error.message).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
  });
});

test('what is written is read back', () => {
  const any = fc.array(
    fc.record({
      kind: fc.constant('text' as const),
      text: fc
        .oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('-', '"', '/', 'a b'))
        .map((typed) => typed.toLowerCase()),
      isExcluded: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(any, (terms) => {
      // Lower-casing what is in lower case already may change it once more (ΑΣ).
      const stable = terms.filter((term) => term.text.toLowerCase() === term.text);
      expect(termsOf(writeSearch(stable))).toEqual(stable);
    }),
  );
  fc.assert(
    fc.property(arbitrarySearch(true), (search) => {
      expect(termsOf(writeSearch(termsOf(search)))).toEqual(termsOf(search));
    }),
  );
});

describe('what a search finds', () => {
  const fields = ['Name a RIVER in Asia', '', 'Yangtze', 'Siberia', 'Лена'];
  const finds = (search: string): boolean =>
    termsOf(search).every((term) => holdsTerm(fields, term));

  test('every word, in any field and case', () => {
    expect(finds('river')).toBe(true);
    expect(finds('YANGTZE  name')).toBe(true);
    expect(finds('sib лена')).toBe(true);
    expect(finds('river europe')).toBe(false);
    expect(finds('asiayangtze')).toBe(false);
  });

  test('phrases as they stand, what is excluded nowhere', () => {
    expect(finds('"river in"')).toBe(true);
    expect(finds('"in river"')).toBe(false);
    expect(finds('river -europe')).toBe(true);
    expect(finds('river -yangtze')).toBe(false);
  });

  test('patterns in one field, with their own case', () => {
    expect(finds('/^Yang.*e$/')).toBe(true);
    expect(finds('/^yang/')).toBe(false);
    expect(finds('/^yang/i -/\\d/')).toBe(true);
    expect(finds('/Asia.*Yangtze/s')).toBe(false);
  });
});
