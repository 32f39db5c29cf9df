import { describe, expect, it } from 'vitest';
import { parseType } from '#core/parsing/parse-type.ts';

describe('parseType', () => {
  it('takes three spellings and nothing more, as published', () => {
    for (const text of ['Yes', ' yes\n', '\x85YES\x1f'])
      expect(parseType('paper', text)).toBe(true);
    for (const text of ['yEs', 'Yes.', 'Yes, it is', 'No', '', '\ufeffYes']) {
      expect(parseType('paper', text), text).toBe(false);
    }
  });

  it('takes any answer that starts with the word, in recipe modern', () => {
    for (const text of [
      'Yes',
      'yEs.',
      '\n\n**Yes**',
      'Yes, it is.',
      'Is it classification? Yes',
      'Answer: Yes',
      '<think>No? Hm.</think>\nYes',
    ]) {
      expect(parseType('modern', text), text).toBe(true);
    }
    for (const text of ['No', 'Yesterday', 'I would say yes', '', '<think>Yes', 'No. Yes.']) {
      expect(parseType('modern', text), text).toBe(false);
    }
  });
});
