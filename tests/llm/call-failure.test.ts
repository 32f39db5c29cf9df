import { afterEach, describe, expect, it, vi } from 'vitest';
import { redact, redactError } from '#llm/call-failure.ts';
import { createFetchModel } from '#llm/fetch-model.ts';
import { openAiWire } from '#llm/openai/openai-wire.ts';
import { call, realm } from './scripted-model.ts';

const key = 'passwords-of-mine-0815';

describe('A key in a provider’s words', () => {
  it('is taken out whole everywhere, its start only where an error is told', () => {
    expect(redact(`It is ${key}, a password.`, key)).toBe('It is [key], a password.');
    expect(redactError('Incorrect key: password***', key)).toBe('Incorrect key: [key]***');
    expect(redactError('Nothing to hide', null)).toBe('Nothing to hide');
  });
});

describe('An answer over the wire', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const ask = (status: number, body: object) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));
    const connection = {
      provider: 'openai-compatible',
      baseUrl: 'https://x.example/v1',
      model: 'm',
      api: 'chat',
      usesKey: true,
      maxConcurrent: 1,
      timeoutMs: 5_000,
    } as const;
    const complete = createFetchModel(openAiWire, {
      connection,
      key,
      surroundings: realm().surroundings,
    });
    return complete(call, new AbortController().signal);
  };

  it('keeps words that begin as the key does', async () => {
    const content = 'Choose passwords for a bank';
    const choices = [{ finish_reason: 'stop', message: { content } }];
    expect(await ask(200, { choices })).toMatchObject({ kind: 'reply', text: content });
  });

  it.each([401, 200])(
    'holds no start of the key where status %i tells an error',
    async (status) => {
      const outcome = await ask(status, { error: { message: 'Incorrect API key: password***' } });
      expect(outcome.kind).toBe('failure');
      expect(JSON.stringify(outcome)).not.toContain('password');
    },
  );
});
