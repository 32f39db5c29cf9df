import { describe, expect, it } from 'vitest';
import { addressProblem, keyProblem, shownAddress } from '#core/providers/endpoint-check.ts';

describe('An address', () => {
  it.each([
    'https://api.example.com/v1',
    'http://localhost:11434/v1/',
    'http://[::1]:8000',
    'https://x.example/a@b/v1',
  ])('%s is fine', (address) => {
    expect(addressProblem(address)).toBeNull();
    expect(shownAddress(address)).toBe(address);
  });

  it.each([
    'https://user:pw@x.example/v1',
    'https://user@x.example',
    'https://:pw@x.example',
    'https://u:p@w@x.example/v1',
    'https://x.example/v1?key=pw',
  ])('%s is refused, and shown without its secret', (address) => {
    expect(addressProblem(address)).toContain('neither a user name nor a query');
    expect(addressProblem(address)).not.toContain('pw');
    expect(shownAddress(address)).toMatch(/^https:\/\/x\.example(?:\/v1)?$/);
  });

  it.each(['localhost:1/v1', 'ftp://x.example', 'http://', ''])('%j is no whole one', (address) => {
    expect(addressProblem(address)).toContain('whole');
  });
});

describe('A key', () => {
  it.each(['sk-abc_DEF.123', ' sk-abc\n', ''])('%j is fine', (key) => {
    expect(keyProblem(key)).toBeNull();
  });

  it.each([
    ['sk-\u{200B}abc', 'U+200B at place 4'],
    ['sk-ключ', 'U+043A at place 4'],
    ['sk abc', 'a space at place 3'],
    ['sk-abc\u{2026}', 'U+2026 at place 7'],
  ])('%j holds what no key has', (key, words) => {
    expect(keyProblem(key)).toContain(words);
    expect(keyProblem(key)).not.toContain('abc');
  });
});
