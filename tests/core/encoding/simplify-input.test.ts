import { describe, expect, it } from 'vitest';
import { simplifyInput } from '#core/encoding/simplify-input.ts';

describe('simplifyInput', () => {
  it.each([
    ['takes off a single field name', 'Sentence: It rains.', 'It rains.'],
    ['counts a repeated name once', 'Word: a\nWord: b', 'a\nWord: b'],
    ['keeps two names', 'Name: Eva\nAge: 7', 'Name: Eva\nAge: 7'],
    ['counts times and addresses as names', 'At 10:30', '30'],
    ['counts an address beside a name', 'Link: http://a.b', 'Link: http://a.b'],
    ['cuts at the first colon, even one after no word', '- : see a: b', 'see a: b'],
    ['keeps a colon that stands after no word', 'Well : yes', 'Well : yes'],
    ['knows words of any script', 'Имя: Ева', 'Ева'],
    ['closes blank lines up in one pass', ' a\n\nb\n\n\nc\n\n\n\nd ', 'a\nb\n\nc\n\nd'],
    ['trims before it closes up', 'Text:\n\n\u0085a', 'a'],
    ['leaves nothing empty', '', ''],
  ])('%s', (_, input, expected) => {
    expect(simplifyInput(input)).toBe(expected);
  });
});
