import { afterEach, describe, expect, it } from 'vitest';
import type { ModelConnection } from '#core/model/connection.ts';
import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import { classificationPrompt } from '#core/prompts/classification-prompt.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createOpenAiModel } from '#llm/openai/openai-model.ts';
import { ModelServer } from '#tests/support/model-server/model-server.ts';
import type { ScenarioName } from '#tests/support/model-server/scenarios.ts';

const key = 'sk-test-abcdefgh';
const surroundings = { isOnline: () => true, isHosted: false };
const prompt = classificationPrompt('chat', 'Sort the fruit by weight');
const call: ModelCall = {
  step: 'classification',
  api: 'chat',
  prompt: prompt.prefix + prompt.tail,
  decoding: modernRecipe.classification,
  seed: 1,
};
let server: ModelServer | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

async function ask(
  scenario: ScenarioName,
  options: Partial<ModelConnection> & { api?: ModelCall['api'] } = {},
): Promise<Outcome> {
  server = await ModelServer.start({ scenario, key });
  const connection: ModelConnection = { ...connectionTo(server), ...options };
  const complete = createOpenAiModel(connection, key, surroundings);
  return complete({ ...call, api: connection.api }, new AbortController().signal);
}

describe('an OpenAI-compatible endpoint', () => {
  it.each(['chat', 'completions'] as const)('answers over %s with text and usage', async (api) => {
    const outcome = await ask('normal', { api });
    expect(outcome).toMatchObject({ kind: 'reply', finishReason: 'stop' });
    expect(outcome.kind === 'reply' && outcome.text).toMatch(/yes|no/i);
    expect(outcome.kind === 'reply' && outcome.usage?.promptTokens).toBeGreaterThan(0);
  });

  it.each([
    ['wrong-key', 'bad-key', 401],
    ['rate-limit-readable', 'rate-limited', 429],
    ['insufficient-quota', 'no-credit', 429],
    ['unknown-model', 'unknown-model', 404],
    ['server-error-burst', 'server-error', 500],
    ['html', 'not-json', 200],
    ['error-under-200', 'server-error', 200],
    ['finish-missing', 'cut-connection', 200],
    ['empty-reply', 'empty-reply', 200],
    ['context-overflow', 'context-overflow', 400],
  ] as const)('tells %s as %s', async (scenario, kind, status) => {
    const outcome = await ask(scenario);
    expect(outcome).toMatchObject({ kind: 'failure', failure: { kind, status } });
  });

  it('tells a connection that breaks off in the middle', async () => {
    expect(await ask('cut')).toMatchObject({ failure: { kind: 'cut-connection' } });
  });

  it('tells a dead address as unreachable', async () => {
    const outcome = await ask('normal', { baseUrl: 'http://127.0.0.1:9/v1' });
    expect(outcome).toMatchObject({ failure: { kind: 'unreachable' } });
  });

  it('gives a call that hangs up at its deadline', async () => {
    const outcome = await ask('hang', { timeoutMs: 100 });
    expect(outcome).toMatchObject({ failure: { kind: 'timed-out' } });
  });

  it('reads how long the server wants it to wait', async () => {
    const outcome = await ask('rate-limit-readable');
    expect(outcome.kind === 'failure' && outcome.failure.retryAfterMs).toBe(2_000);
  });

  it.each([
    ['finish-length', 'length'],
    ['finish-content-filter', 'content-filter'],
  ] as const)('keeps the finish reason of %s', async (scenario, finishReason) => {
    expect(await ask(scenario)).toMatchObject({ kind: 'reply', finishReason });
  });

  it('leaves a refused parameter out, once, and says so', async () => {
    server = await ModelServer.start({ scenario: 'unsupported-parameter', key });
    const complete = createOpenAiModel(connectionTo(server), key, surroundings);
    const signal = new AbortController().signal;
    expect(await complete(call, signal)).toMatchObject({
      failure: { kind: 'refused-parameter', parameter: 'presence_penalty', isMended: true },
    });
    expect(await complete(call, signal)).toMatchObject({
      kind: 'reply',
      dropped: ['presence_penalty'],
    });
  });

  it('never lets the key into what it reports', async () => {
    server = await ModelServer.start({ scenario: 'wrong-key', key });
    const complete = createOpenAiModel({ ...connectionTo(server), model: key }, key, surroundings);
    const outcome = await complete(call, new AbortController().signal);
    expect(JSON.stringify(outcome)).not.toContain(key);
  });
});

function connectionTo({ baseUrl }: ModelServer): ModelConnection {
  return {
    provider: 'openai-compatible',
    baseUrl,
    model: 'scripted',
    api: 'chat',
    usesKey: true,
    maxConcurrent: 1,
    timeoutMs: 5_000,
  };
}
