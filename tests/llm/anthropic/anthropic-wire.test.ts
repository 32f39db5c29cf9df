import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '#core/providers/capabilities.ts';
import { settleParameters } from '#core/providers/settle-parameters.ts';
import { anthropicWire } from '#llm/anthropic/anthropic-wire.ts';
import type { Asked } from '#llm/wire.ts';
import { askedWithSchema, call } from '#tests/llm/scripted-model.ts';

function failureOf(
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
  asked: Asked = {},
) {
  const body = JSON.stringify({ type: 'error', error: { type, message } });
  const answer = { status, isOk: false, headers: new Headers(headers), body };
  return anthropicWire.readFailure(answer, asked);
}

function settle(model: string, decoding = call.decoding) {
  const capabilities = capabilitiesOf({ provider: 'anthropic', baseUrl: '', model });
  const own = { ...call, decoding };
  const { sent, dropped } = settleParameters(own, capabilities);
  const { body } = anthropicWire.request({ call: own, model, sent, capabilities });
  return { body: JSON.parse(JSON.stringify(body)) as Record<string, unknown>, dropped };
}

describe('The form of Anthropic', () => {
  it('names the key, the version and that a page asks, and nothing else', () => {
    expect(anthropicWire.headers('k')).toEqual({
      'x-api-key': 'k',
      'anthropic-version': '2023-06-01',
      'anthropic-dangerous-direct-browser-access': 'true',
    });
  });

  it('sends both samplers to old models, one to newer ones, none to the newest', () => {
    expect(settle('claude-3-5-haiku-latest').body).toMatchObject({ temperature: 0.7, top_p: 0.5 });
    const one = settle('claude-sonnet-4-5-20250929');
    expect(one.body).toMatchObject({ temperature: 0.7 });
    expect(one.body).not.toHaveProperty('top_p');
    expect(one.dropped).toEqual(['presence_penalty', 'top_p']);
    const none = settle('claude-opus-4-7');
    expect(none.body).not.toHaveProperty('temperature');
    expect(none.dropped).toEqual(['temperature', 'top_p', 'presence_penalty']);
  });

  it('keeps stops of white space to itself, which the API refuses', () => {
    const { body } = settle('claude-haiku-4-5', { ...call.decoding, stops: ['\n\n', '\nTask'] });
    expect(body['stop_sequences']).toEqual(['\nTask']);
  });

  it('joins the blocks of a reply and counts cached tokens as sent', () => {
    const body = JSON.stringify({
      content: [
        { type: 'thinking', thinking: 'hm' },
        { type: 'text', text: 'Ye' },
        { type: 'text', text: 's' },
      ],
      stop_reason: 'stop_sequence',
      usage: { input_tokens: 5, cache_read_input_tokens: 7, output_tokens: 2 },
    });
    expect(anthropicWire.readReply(body, call, [])).toEqual({
      kind: 'reply',
      text: 'Yes',
      finishReason: 'stop',
      usage: { promptTokens: 12, completionTokens: 2 },
      hasReasoned: true,
    });
  });

  it.each(['max_tokens', 'model_context_window_exceeded'])(
    'takes %s as cut by length',
    (reason) => {
      const body = JSON.stringify({ content: [{ type: 'text', text: 'a' }], stop_reason: reason });
      expect(anthropicWire.readReply(body, call, [])).toMatchObject({ finishReason: 'length' });
    },
  );

  it.each([
    [
      401,
      'authentication_error',
      'CORS requests are not allowed for this Organization',
      'forbidden',
    ],
    [402, 'billing_error', 'Payment needed', 'no-credit'],
    [
      400,
      'invalid_request_error',
      'You have reached your specified API usage limits.',
      'no-credit',
    ],
    [403, 'permission_error', 'Not allowed', 'forbidden'],
    [404, 'not_found_error', 'Not Found', 'wrong-address'],
    [413, 'request_too_large', 'Too large', 'context-overflow'],
    [504, 'timeout_error', 'Timed out', 'server-error'],
    [400, 'invalid_request_error', 'messages: field required', 'bad-request'],
    [502, '', '', 'server-error'],
    [429, '', '', 'rate-limited'],
  ])('tells %i %s “%s” as %s', (status, type, message, kind) => {
    expect(failureOf(status, type, message)).toMatchObject({ failure: { kind, status } });
  });

  it('gives up top_p where only one sampler is taken', () => {
    const said = '`temperature` and `top_p` cannot both be specified for this model.';
    expect(failureOf(400, 'invalid_request_error', said)).toMatchObject({
      failure: { kind: 'refused-parameter', parameter: 'top_p' },
    });
  });

  it('waits until the limit that is used up is full again', () => {
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const outcome = failureOf(429, 'rate_limit_error', 'Slow', {
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': at(60_000),
      'anthropic-ratelimit-tokens-remaining': '9',
      'anthropic-ratelimit-tokens-reset': at(900_000),
    });
    const wait = outcome.kind === 'failure' ? (outcome.failure.retryAfterMs ?? 0) : 0;
    expect(wait).toBeGreaterThan(30_000);
    expect(wait).toBeLessThanOrEqual(60_000);
  });

  it('takes no schema to be refused where none was sent', () => {
    const said = ['invalid_request_error', 'output_config: not for this model'] as const;
    expect(failureOf(400, ...said, {}, askedWithSchema)).toMatchObject({
      failure: { kind: 'refused-parameter', parameter: 'response_format' },
    });
    expect(failureOf(400, ...said)).toMatchObject({ failure: { kind: 'bad-request' } });
  });
});
