import { expect, test } from 'vitest';
import { Keys, originOf } from '#state/keys/keys.ts';

test('a key is found for its own origin, whatever the path', () => {
  const keys = new Keys();
  keys.set('https://api.example.com/v1', 'secret');
  expect(keys.get('https://api.example.com/other')).toBe('secret');
});

test.each([
  'http://api.example.com/v1',
  'https://api.example.com:8443/v1',
  'https://evil.example/v1',
  'https://api.example.com.evil.example/v1',
  'not an address',
  '',
])('a key never goes to %s', (address) => {
  const keys = new Keys();
  keys.set('https://api.example.com/v1', 'secret');
  expect(keys.get(address)).toBeNull();
});

test('an empty key is forgotten', () => {
  const keys = new Keys();
  keys.set('https://api.example.com/v1', 'secret');
  keys.set('https://api.example.com/v1', '');
  expect(keys.get('https://api.example.com/v1')).toBeNull();
});

test.each(['ftp://example.com', 'javascript:alert(1)', 'localhost:1234', 'file:///etc/hosts'])(
  '%s is no address to send anything to',
  (address) => {
    expect(originOf(address)).toBeNull();
  },
);
