import { expect, test } from 'vitest';
import { formatAgo, formatDuration } from '#ui/format/times.ts';

const now = Date.UTC(2026, 0, 31, 12);
const minute = 60_000;
const hour = 60 * minute;

test.each([
  [10_000, 'just now'],
  [5 * minute, '5 min ago'],
  [59.9 * minute, '59 min ago'],
  [3 * hour, '3 h ago'],
  [30 * hour, 'yesterday'],
  [12 * 24 * hour, '12 days ago'],
  [-minute, 'just now'],
])('%d ms before now reads %s', (age, words) => {
  expect(formatAgo(now - age, now)).toBe(words);
});

test('what is long ago has a date', () => {
  expect(formatAgo(Date.UTC(2025, 4, 2, 12), now)).toBe('May 2, 2025');
});

test.each([
  [400, '0 s'],
  [8_200, '8 s'],
  [200_000, '3 min 20 s'],
  [92 * minute, '1 h 32 min'],
  [72 * hour, '3 days'],
  [-5, '0 s'],
])('%d ms take %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});
