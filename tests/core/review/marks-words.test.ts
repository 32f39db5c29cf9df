import { expect, test } from 'vitest';
import { marksLabel } from '#core/review/marks-words.ts';

test('says in plain words what a change of marks did', () => {
  const label = (change: Parameters<typeof marksLabel>[0]): string => marksLabel(change, 'task 17');
  expect(label({ verdict: 'accepted' })).toBe('Accepted task 17');
  expect(label({ verdict: 'rejected', rejectReason: 'wrong-answer' })).toBe(
    'Rejected task 17: wrong answer',
  );
  expect(label({ verdict: 'rejected', rejectReason: null })).toBe('Rejected task 17');
  expect(label({ verdict: null })).toBe('Took back the verdict on task 17');
  expect(label({ rating: 4 })).toBe('Rated task 17: 4 of 5');
  expect(label({ rating: null })).toBe('Took the rating off task 17');
  expect(label({ addTags: ['poem', 'short'] })).toBe('Tagged task 17: poem, short');
  expect(label({ removeTags: ['poem'] })).toBe('Took the tag poem off task 17');
  expect(label({ isFlagged: true })).toBe('Flagged task 17');
  expect(label({ isFlagged: false })).toBe('Took the flag off task 17');
  expect(label({ note: 'Ask again' })).toBe('Noted on task 17');
  expect(label({ note: null })).toBe('Removed the note of task 17');
  expect(marksLabel({ isFlagged: true }, '312 tasks that match ‘poem’')).toBe(
    'Flagged 312 tasks that match ‘poem’',
  );
});
