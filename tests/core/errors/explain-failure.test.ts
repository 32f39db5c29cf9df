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

describe('What is said of a single trial', () => {
  const kinds = [
    ...(['rate-limited', 'timed-out', 'cut-connection', 'server-error', 'offline'] as const),
    ...(['no-credit', 'local-network', 'not-json', 'bad-request', 'unreachable'] as const),
  ];

  it.each(kinds)('%s: nothing of runs, which try often and wait', (kind) => {
    const failure: CallFailure = { kind, message: 'no', status: 400 };
    const { title, happened, doNext } = explainFailure(failure, connection, 'trial');
    expect([title, happened, ...doNext].join(' ')).not.toMatch(/several|the run|resume/i);
  });

  it('a run still waits by itself', () => {
    const failure: CallFailure = { kind: 'rate-limited', message: 'no', status: 429 };
    expect(explainFailure(failure, connection).doNext.join(' ')).toContain('goes on by itself');
  });
});

it('a model at the wrong endpoint is told with the setting to change', () => {
  const failure: CallFailure = { kind: 'wrong-endpoint', message: 'no', status: 404 };
  const completing = explainFailure(failure, { ...connection, api: 'completions' });
  expect(completing.title).toBe('m is a chat model');
  expect(completing.doNext[0]).toContain('Endpoint to Chat');
  expect(explainFailure(failure, connection).doNext[0]).toContain('Text completion');
});

it('no message repeats a password that stands in an address', () => {
  const secret = { ...connection, baseUrl: 'http://user:pw@host.example/v1?key=k' };
  const kinds = ['unreachable', 'wrong-address', 'local-network', 'not-json', 'bad-key'] as const;
  for (const kind of kinds) {
    const explained = JSON.stringify(explainFailure({ kind, message: '', status: 404 }, secret));
    expect(explained).not.toMatch(/pw|user|key=k/);
  }
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
