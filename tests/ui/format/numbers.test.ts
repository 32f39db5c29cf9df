import { expect, test } from 'vitest';
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatRate,
  formatScore,
  formatShare,
  formatUsd,
  plural,
} from '#ui/format/numbers.ts';

test('counts have thousands separators', () => {
  expect(formatCount(1234567)).toBe('1,234,567');
  expect(plural(1, 'task')).toBe('1 task');
  expect(plural(12_000, 'task')).toBe('12,000 tasks');
  expect(plural(0, 'reply', 'replies')).toBe('0 replies');
});

test('large counts are shortened, small ones exact', () => {
  expect(formatCompact(9_999)).toBe('9,999');
  expect(formatCompact(1_930_000)).toBe('1.93M');
});

test.each([
  [0, '0 %'],
  [0.29, '29 %'],
  [0.001, '< 1 %'],
  [0.995, '> 99 %'],
  [0.999, '> 99 %'],
  [1, '100 %'],
])('a share of %d reads %s', (share, words) => {
  expect(formatShare(share).replaceAll('\u00a0', ' ')).toBe(words);
});

test('a score below the threshold never reads as the threshold', () => {
  expect(formatScore(0.6999)).toBe('0.69');
  expect(formatScore(0.7)).toBe('0.70');
  expect(formatScore(0.29)).toBe('0.29');
  expect(formatScore(1)).toBe('1.00');
});

test('rates are round where they are large', () => {
  expect(formatRate(6.12)).toBe('6.1');
  expect(formatRate(1234.5)).toBe('1,235');
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [999_949, '1.0 MB'],
  [4_230_000, '4.2 MB'],
  [10_700_000_000, '10.7 GB'],
  [250_000_000_000, '250 GB'],
])('%d bytes read %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test.each([
  [null, 'unknown'],
  [0, '$0.00'],
  [0.0031, '$0.0031'],
  [0.094, '$0.094'],
  [0.1, '$0.10'],
  [1234.5, '$1,234.50'],
] as const)('%s US dollars read %s', (usd, words) => {
  expect(formatUsd(usd)).toBe(words);
});
