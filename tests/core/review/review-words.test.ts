import { expect, test } from 'vitest';
import {
  describeQuery,
  explainRejection,
  manyWords,
  matchWords,
} from '#core/review/review-words.ts';

test('says in plain words which tasks an action is about', () => {
  expect(manyWords(312, describeQuery({ text: 'poem', sort: 'newest' }))).toBe(
    '312 tasks that match ‘poem’',
  );
  const similar = { status: ['rejected'], reason: ['too-similar'], sort: 'newest' } as const;
  expect(manyWords(52002, describeQuery(similar))).toBe('52,002 tasks (rejected, too similar)');
  expect(manyWords(1, describeQuery({ sort: 'newest' }))).toBe('1 task');
  expect(manyWords(1, describeQuery({ text: 'that match', sort: 'newest' }))).toBe(
    '1 task that matches ‘that match’',
  );
});

test('names the numbers behind a rejection', () => {
  expect(explainRejection({ reason: 'too-short', words: 2, least: 4 })).toContain('2 words');
  expect(explainRejection({ reason: 'too-similar', culprit: 9, score: 0.8389 })).toContain('0.83');
});

test('a count that is not whole yet says so', () => {
  expect(matchWords(1, 0)).toBe('1 task matches');
  expect(matchWords(0, 0)).toBe('No task matches');
  expect(matchWords(1672, 0)).toBe('1,672 tasks match');
  expect(matchWords(24, 31_000)).toBe('24 tasks match so far, still checking 31,000');
});
