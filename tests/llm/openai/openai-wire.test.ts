import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '#core/providers/capabilities.ts';
import { settleParameters } from '#core/providers/settle-parameters.ts';
import { openAiWire } from '#llm/openai/openai-wire.ts';
import type { Asked } from '#llm/wire.ts';
import { askedWithSchema, call } from '#tests/llm/scripted-model.ts';

function failureOf(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  sent: Asked = {},
) {
  const text = JSON.stringify(body);
  const answer = { status, isOk: false, headers: new Headers(headers), body: text };
  return openAiWire.readFailure(answer, sent);
}

function bodyFor(model: string): Record<string, unknown> {
  const connection = {
    provider: 'openai-compatible',
    baseUrl: '',
    model,
    preset: 'openai',
  } as const;
  const capabilities = capabilitiesOf(connection);
  const { sent } = settleParameters(call, capabilities);
  const { body } = openAiWire.request({ call, model, sent, capabilities });
  return JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
}

describe('The form of OpenAI', () => {
  it('carries the full set of parameters where a model takes them', () => {
    expect(bodyFor('gpt-4.1-mini')).toMatchObject({
      max_tokens: 16,
      temperature: 0.7,
      top_p: 0.5,
      presence_penalty: 2,
      frequency_penalty: 0,
      stop: ['\nTask'],
    });
  });

  it('leaves a reasoning model its own sampling, and names the token limit as it wants', () => {
    expect(bodyFor('gpt-5.2-mini')).toEqual({
      model: 'gpt-5.2-mini',
      messages: [{ role: 'user', content: call.prompt }],
      max_completion_tokens: 16,
      reasoning_effort: 'none',
    });
  });

  it.each([
    ['the words of OpenAI', { error: { message: 'Please try again in 6m0.5s.' } }, 360_500],
    ['milliseconds', { error: { message: 'try again in 820ms' } }, 820],
    [
      'Groq’s daily limit',
      { error: { message: 'Please try again in 2h3m4s. Visit us' } },
      7_384_000,
    ],
  ])('reads a wait from %s', (_name, body, retryAfterMs) => {
    expect(failureOf(429, body)).toMatchObject({ failure: { retryAfterMs } });
  });

  it('reads a date in retry-after', () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const outcome = failureOf(429, {}, { 'retry-after': inAnHour });
    const wait = outcome.kind === 'failure' ? outcome.failure.retryAfterMs : undefined;
    expect(wait).toBeGreaterThan(3_500_000);
  });

  it.each([
    ['Groq', 400, { error: { message: "property 'logit_bias' is unsupported" } }, 'logit_bias'],
    [
      'older OpenAI',
      400,
      { error: { message: 'Unrecognized request argument supplied: seed' } },
      'seed',
    ],
    [
      'xAI',
      400,
      { error: 'This model does not support parameter presencePenalty.' },
      'presence_penalty',
    ],
    [
      'Mistral',
      422,
      {
        message: {
          detail: [
            {
              type: 'extra_forbidden',
              loc: ['body', 'seed'],
              msg: 'Extra inputs are not permitted',
            },
          ],
        },
      },
      'seed',
    ],
    [
      'older vLLM',
      400,
      {
        message:
          "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 800}]",
        param: null,
        code: 400,
      },
      'max_completion_tokens',
    ],
    [
      'a token field',
      400,
      {
        error: {
          code: 'unsupported_parameter',
          param: 'max_tokens',
          message: 'Use max_completion_tokens',
        },
      },
      'max_tokens',
    ],
  ])('reads which parameter %s refuses', (_name, status, body, parameter) => {
    expect(failureOf(status, body)).toMatchObject({
      failure: { kind: 'refused-parameter', parameter },
    });
  });

  const body = `{'model': 'm', 'messages': [], 'response_format': {'type': 'json_schema'}}`;

  it.each([
    [400, { error: { message: 'This response_format type is unavailable now', code: 'invalid' } }],
    [400, { object: 'error', message: 'json_schema is not implemented', type: 'BadRequestError' }],
    [400, { error: { message: 'Not with this model', param: 'response_format', code: null } }],
    [400, { error: { message: 'JSON schema conversion failed', param: 'None', code: '400' } }],
    [422, { detail: [{ loc: ['body', 'response_format', 'json_schema'], msg: 'Not taken' }] }],
    [400, { message: `[{'loc': ('body',), 'msg': 'No guided_json here', 'input': ${body}}]` }],
    [404, { error: { message: 'No endpoints found that support structured outputs.' } }],
    [404, { error: { message: "No endpoints found that support this 'response_format'." } }],
  ])('reads from %i with %j that the schema is refused, if one was sent', (status, said) => {
    expect(failureOf(status, said, {}, askedWithSchema)).toMatchObject({
      failure: { kind: 'refused-parameter', parameter: 'response_format' },
    });
    const without = failureOf(status, said);
    expect(without.kind === 'failure' && without.failure.parameter).not.toBe('response_format');
  });

  it.each([
    [400, { message: `[{'loc': ('body',), 'msg': 'Too hot', 'input': ${body}}]` }, 'bad-request'],
    [400, { message: `Cannot take ${body}` }, 'bad-request'],
    [
      400,
      { error: { message: `Too hot for json_schema`, param: 'temperature', code: 400 } },
      'bad-request',
    ],
    [404, { error: { message: 'No endpoints found for x/structured_output.' } }, 'unknown-model'],
    [404, { error: { message: 'No endpoints found that support image input' } }, 'unknown-model'],
    [404, { error: { message: 'The model json_schema does not exist' } }, 'unknown-model'],
  ])('finds no refused schema in %i with %j', (status, said, kind) => {
    expect(failureOf(status, said, {}, askedWithSchema)).toMatchObject({ failure: { kind } });
  });

  it.each([
    [402, { error: { message: 'Insufficient Balance' } }, 'no-credit'],
    [401, { message: 'Unauthorized' }, 'bad-key'],
    [
      400,
      { code: 'Client specified an invalid argument', error: 'Incorrect API key provided: x***y.' },
      'bad-key',
    ],
    [
      400,
      [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } }],
      'bad-key',
    ],
    [
      400,
      [{ error: { code: 400, message: 'Request contains an invalid argument.' } }],
      'bad-request',
    ],
    [
      404,
      {
        error: {
          message: 'This is a chat model and not supported in the v1/completions endpoint.',
        },
      },
      'wrong-endpoint',
    ],
    [
      404,
      {
        error: {
          message:
            'This is not a chat model and thus not supported in the v1/chat/completions endpoint.',
        },
      },
      'wrong-endpoint',
    ],
    [403, { error: { message: 'Country not supported' } }, 'forbidden'],
    [404, { error: { message: 'No endpoints found for x/y.' } }, 'unknown-model'],
    [404, '404 page not found', 'wrong-address'],
    [
      413,
      { error: { code: 'rate_limit_exceeded', message: 'Request too large' } },
      'context-overflow',
    ],
    [
      400,
      { error: { message: 'the request exceeds the available context size' } },
      'context-overflow',
    ],
    [409, {}, 'server-error'],
    [422, {}, 'bad-request'],
  ])('tells %i with %j as %s', (status, body, kind) => {
    expect(failureOf(status, body)).toMatchObject({ failure: { kind, status } });
  });

  it('reads a failure that a gateway put into the choice, and content in parts', () => {
    const broken = {
      choices: [{ error: { code: 429, message: 'Slow down' }, finish_reason: 'error' }],
    };
    expect(openAiWire.readReply(JSON.stringify(broken), call, [])).toMatchObject({
      failure: { kind: 'rate-limited' },
    });
    const parts = {
      choices: [{ message: { content: [{ text: 'Y' }, { text: 'es' }] }, finish_reason: 'stop' }],
    };
    expect(openAiWire.readReply(JSON.stringify(parts), call, [])).toMatchObject({ text: 'Yes' });
  });

  it.each([
    [{ reasoning_content: 'hm' }, {}, true],
    [{ reasoning: 'hm' }, {}, true],
    [{}, { completion_tokens_details: { reasoning_tokens: 64 } }, true],
    [{ reasoning_content: null }, { completion_tokens_details: { reasoning_tokens: 0 } }, false],
    [{ reasoning: ' ' }, {}, false],
  ])('reads off %j and %j whether the model reasoned', (beside, details, hasReasoned) => {
    const reply = {
      choices: [{ message: { content: 'Yes', ...beside }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 1, completion_tokens: 65, ...details },
    };
    const outcome = openAiWire.readReply(JSON.stringify(reply), call, []);
    expect(outcome.kind === 'reply' && outcome.hasReasoned === true).toBe(hasReasoned);
  });
});
