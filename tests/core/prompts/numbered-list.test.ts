import { describe, expect, it } from 'vitest';
import { numberedList } from '#core/prompts/numbered-list.ts';

describe('numberedList', () => {
  it('numbers one a line and leaves the next number open', () => {
    expect(numberedList(['Say  it\n now', 'Sing it'])).toBe('1. Say it now\n2. Sing it\n3.');
    expect(numberedList([])).toBe('1.');
  });

  it('takes colons off the end and does not trim again', () => {
    expect(numberedList(['Rewrite this: ', 'So :', 'Do::', 'Ask：', 'a: b'])).toBe(
      '1. Rewrite this\n2. So \n3. Do\n4. Ask：\n5. a: b\n6.',
    );
  });
});
