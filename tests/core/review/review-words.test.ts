import { expect, test } from 'vitest';
import { bulkLabel, explainRejection } from '#core/review/review-words.ts';

test('says in plain words what undo would undo', () => {
  expect(bulkLabel('rejected', 312, { text: 'poem', sort: 'newest' })).toBe(
    'Rejected 312 tasks that match ‘poem’',
  );
  expect(
    bulkLabel('accepted', 52002, { status: ['rejected'], reason: ['too-similar'], sort: 'newest' }),
  ).toBe('Accepted 52,002 tasks (rejected, too similar)');
  expect(bulkLabel('accepted', 1, { sort: 'newest' })).toBe('Accepted 1 task');
});

test('names the numbers behind a rejection', () => {
  expect(explainRejection({ reason: 'too-short', words: 2, least: 4 })).toContain('2 words');
  expect(explainRejection({ reason: 'too-similar', culprit: 9, score: 0.8389 })).toContain('0.83');
});
