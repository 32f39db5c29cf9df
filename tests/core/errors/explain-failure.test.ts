import { describe, expect, it } from 'vitest';
import { explainFailure } from '#core/errors/explain-failure.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailure } from '#core/model/model-call.ts';

const connection: ModelConnection = {
  provider: 'openai-compatible',
  baseUrl: 'http://localhost:11434/v1/',
  model: 'm',
  api: 'chat',
  usesKey: true,
  maxConcurrent: 1,
  timeoutMs: 1000,
};
const unreachable: CallFailure = { kind: 'unreachable', message: 'Failed to fetch' };

describe('A connection that fails without a word', () => {
  it.each([
    [
      'openai-compatible',
      'http://localhost:11434/v1/',
      'curl -i -H "Authorization: Bearer $KEY" http://localhost:11434/v1/models',
    ],
    [
      'anthropic',
      'https://api.anthropic.com/v1',
      'curl -i -H "x-api-key: $KEY" -H "anthropic-version: 2023-06-01" https://api.anthropic.com/v1/models',
    ],
    [
      'gemini',
      'https://generativelanguage.googleapis.com/v1beta',
      'curl -i -H "x-goog-api-key: $KEY" https://generativelanguage.googleapis.com/v1beta/models',
    ],
  ] as const)('is settled by a command for %s', (provider, baseUrl, command) => {
    expect(explainFailure(unreachable, { ...connection, provider, baseUrl }).command).toBe(command);
  });

  it('is met with what the chosen server needs before pages may call it', () => {
    const advice = (own: Partial<ModelConnection>) =>
      explainFailure(unreachable, { ...connection, ...own }).doNext.join(' ');
    expect(advice({})).toContain('OLLAMA_ORIGINS');
    expect(advice({ baseUrl: 'http://localhost:1234/v1' })).toContain('Switch CORS on');
    expect(advice({ baseUrl: 'http://localhost:1234/v1' })).not.toContain('OLLAMA');
    const own = { baseUrl: 'http://gpu.example/v1' };
    expect(advice(own)).toMatch(/OLLAMA_ORIGINS.*LM Studio/);
  });
});

it('a local server that a page from the web gets nothing from may be down, closed or kept away', () => {
  const explained = explainFailure({ ...unreachable, mayLackPermission: true }, connection);
  const said = [explained.happened, ...explained.doNext].join(' ');
  expect(said).toMatch(/not running.*CORS.*keeps a page.*OLLAMA_ORIGINS.*allow it/);
  expect(explained.command).toContain('curl');
});

it('a wrong path is answered with the address where the provider usually is', () => {
  const failure: CallFailure = { kind: 'wrong-address', message: 'No route', status: 404 };
  const gemini = { ...connection, provider: 'gemini', baseUrl: 'https://proxy.example' } as const;
  expect(explainFailure(failure, gemini).doNext[0]).toContain('/v1beta');
});

it('the built-in model is explained without a command', () => {
  const failure: CallFailure = { kind: 'browser-model', message: 'Needs a click.' };
  const explained = explainFailure(failure, { ...connection, provider: 'browser', baseUrl: '' });
  expect(explained.happened).toContain('Needs a click.');
  expect(explained.command).toBeUndefined();
});
