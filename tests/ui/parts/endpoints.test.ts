import { expect, test } from 'vitest';
import { keyHolder, mayBeTheKey } from '#ui/parts/generate/endpoints.ts';
import { testConnection } from '#tests/support/memory-project.ts';

test('a server that cannot be reached may only refuse the key, where there is one', () => {
  const failure = { kind: 'unreachable', message: 'Failed to fetch' } as const;
  expect(mayBeTheKey(failure, { ...testConnection, usesKey: true })).toBe(true);
  expect(mayBeTheKey(failure, testConnection)).toBe(false);
  const hosted = { ...testConnection, preset: 'openai', baseUrl: 'https://api.openai.com/v1' };
  expect(mayBeTheKey(failure, hosted)).toBe(true);
  expect(mayBeTheKey({ kind: 'bad-key', message: '' }, testConnection)).toBe(true);
  expect(mayBeTheKey({ kind: 'server-error', message: '' }, testConnection)).toBe(false);
});

test('whom a key is for is told without what else the address holds', () => {
  expect(keyHolder({ ...testConnection, baseUrl: 'https://user:pw@x.example/v1' })).toBe(
    'x.example',
  );
});
