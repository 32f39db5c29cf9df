import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordCount } from '#core/review/word-count.ts';
import { countWords } from '#core/text/white-space.ts';

test.each([
  ['', 0],
  ['  Name a\nbird. ', 3],
  ['保持健康的三个提示', 9],
  ['保持健康。 三个，提示！', 8],
  ['用GPT写2024年的诗', 7],
  ['ねこが、コーヒーを 飲む', 10],
  ['か\u3099き', 2],
  ['𠮷野家', 3],
  ['고양이는 정원에 있다', 3],
  ['สวัสดีครับ', 2],
  ['ABC สวัส', 2],
  ['😀 smile', 2],
  ['naïve café', 2],
])('%j has %i words', (text, words) => {
  expect(wordCount(text)).toBe(words);
});

const spaced = fc.stringMatching(/^[a-zäßéа-яא-ת0-9 .,\n\t\u00a0가-힣-]*$/u);
const ideographs = fc.stringMatching(/^[一-龥ぁ-ゖァ-ヺ]*$/u);

test('where white space parts words it counts what the rules of the pipeline count', () => {
  fc.assert(
    fc.property(spaced, (text) => {
      expect(wordCount(text)).toBe(countWords(text));
    }),
  );
});

test('every ideograph and kana is a word, whatever stands around it', () => {
  fc.assert(
    fc.property(spaced, ideographs, spaced, (before, text, after) => {
      const apart = wordCount(before) + text.length + wordCount(after);
      if (text !== '') expect(wordCount(before + text + after)).toBe(apart);
      expect(wordCount(`${before} ${text} ${after}`)).toBe(apart);
    }),
  );
});

test('a text never has more words than its parts, nor more than characters', () => {
  const any = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(any, any, (first, second) => {
      const whole = wordCount(first + second);
      expect(whole).toBeLessThanOrEqual(wordCount(first) + wordCount(second));
      expect(whole).toBeLessThanOrEqual((first + second).length);
    }),
  );
});
