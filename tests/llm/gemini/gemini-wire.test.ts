import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '#core/providers/capabilities.ts';
import { settleParameters } from '#core/providers/settle-parameters.ts';
import { geminiWire } from '#llm/gemini/gemini-wire.ts';
import { askedWithSchema, call } from '#tests/llm/scripted-model.ts';

const answer = (status: number, error: object) =>
  ({ status, isOk: false, headers: new Headers(), body: JSON.stringify(error) }) as const;

function failureOf(code: number, message: string, more: Record<string, unknown> = {}) {
  return geminiWire.readFailure(answer(code, { error: { code, message, ...more } }), {});
}

function requestFor(model: string) {
  const capabilities = capabilitiesOf({ provider: 'gemini', baseUrl: '', model });
  const { sent, dropped } = settleParameters(call, capabilities);
  const { path, body } = geminiWire.request({ call, model, sent, capabilities });
  return { path, dropped, body: JSON.parse(JSON.stringify(body)) as Record<string, unknown> };
}

const read = (body: unknown) => geminiWire.readReply(JSON.stringify(body), call, []);

describe('The form of Gemini', () => {
  it('carries everything that an older model takes', () => {
    const { path, body } = requestFor('gemini-2.0-flash');
    expect(path).toBe('/models/gemini-2.0-flash:generateContent');
    expect(body['generationConfig']).toEqual({
      maxOutputTokens: 16,
      temperature: 0.7,
      topP: 0.5,
      presencePenalty: 2,
      stopSequences: ['\nTask'],
      seed: 1,
    });
  });

  it.each([
    ['gemini-2.5-flash-lite', { thinkingBudget: 0 }],
    ['models/gemini-2.5-pro', { thinkingBudget: 128 }],
    ['gemini-3-flash-preview', { thinkingLevel: 'minimal' }],
    ['gemini-3.1-pro', { thinkingLevel: 'low' }],
  ])('asks %s for no penalties and little thought', (model, thinkingConfig) => {
    const { path, body, dropped } = requestFor(model);
    expect(path).toBe(`/models/${model.replace('models/', '')}:generateContent`);
    expect(body['generationConfig']).toMatchObject({ thinkingConfig });
    expect(body['generationConfig']).not.toHaveProperty('presencePenalty');
    expect(dropped).toEqual(['presence_penalty']);
  });

  it('leaves thoughts out of the reply and in the bill', () => {
    const parts = [{ text: 'hm', thought: true }, { text: 'Yes' }];
    const outcome = read({
      candidates: [{ content: { parts }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 1, thoughtsTokenCount: 30 },
    });
    expect(outcome).toEqual({
      kind: 'reply',
      text: 'Yes',
      finishReason: 'stop',
      usage: { promptTokens: 9, completionTokens: 31 },
      hasReasoned: true,
    });
  });

  it.each([
    ['a blocked prompt', { promptFeedback: { blockReason: 'SAFETY' } }, 'content-filter'],
    ['a recitation', { candidates: [{ finishReason: 'RECITATION' }] }, 'content-filter'],
    ['thoughts that used the limit up', { candidates: [{ finishReason: 'MAX_TOKENS' }] }, 'length'],
  ])('takes %s as what it is', (_name, body, finishReason) => {
    expect(read(body)).toMatchObject({ kind: 'reply', text: '', finishReason });
  });

  it('takes a reason that says nothing as a failure', () => {
    expect(read({ candidates: [{ finishReason: 'OTHER' }] })).toMatchObject({
      failure: { kind: 'error-in-reply' },
    });
  });

  it('reads fractions of seconds, and an error wrapped in a list', () => {
    const details = [{ retryDelay: '34.4s' }];
    const error = { code: 429, message: 'Slow down', status: 'RESOURCE_EXHAUSTED', details };
    expect(geminiWire.readFailure(answer(429, [{ error }]), {})).toMatchObject({
      failure: { kind: 'rate-limited', retryAfterMs: 34_400 },
    });
  });

  it('waits longer than the hint where the quota is that of a day', () => {
    const details = [
      { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] },
      { retryDelay: '20s' },
    ];
    expect(failureOf(429, 'Quota exceeded, limit: 200', { details })).toMatchObject({
      failure: { kind: 'rate-limited', retryAfterMs: 3_600_000 },
    });
  });

  it.each([
    [400, 'API key expired. Please renew the API key.', 'bad-key'],
    [
      403,
      'Method doesn’t allow unregistered callers (callers without established identity).',
      'bad-key',
    ],
    [403, 'Generative Language API has not been used in project 1', 'forbidden'],
    [401, 'Request had invalid authentication credentials.', 'bad-key'],
    [429, 'Your prepayment credits are depleted.', 'no-credit'],
    [404, 'Requested entity was not found.', 'wrong-address'],
    [400, 'Unable to submit request.', 'bad-request'],
    [504, 'Deadline expired', 'server-error'],
    [499, 'The operation was cancelled.', 'server-error'],
  ])('tells %i “%s” as %s', (code, message, kind) => {
    expect(failureOf(code, message)).toMatchObject({ failure: { kind, status: code } });
  });

  it('tells a place where it is not offered from a malformed request', () => {
    const status = 'FAILED_PRECONDITION';
    expect(
      failureOf(400, 'User location is not supported for the API use.', { status }),
    ).toMatchObject({
      failure: { kind: 'forbidden' },
    });
  });

  it('takes no schema to be refused where none was sent', () => {
    const refusal = { error: { code: 400, message: 'JSON mode is not enabled for this model' } };
    expect(geminiWire.readFailure(answer(400, refusal), askedWithSchema)).toMatchObject({
      failure: { kind: 'refused-parameter', parameter: 'response_format' },
    });
    expect(geminiWire.readFailure(answer(400, refusal), {})).toMatchObject({
      failure: { kind: 'bad-request' },
    });
  });

  it.each([
    ['Penalty is not enabled for models/gemini-x', 'penalties'],
    ['Budget 0 is invalid. This model only works in thinking mode.', 'reasoning_effort'],
    ['Unknown name "seed" at \'generation_config\': Cannot find field.', 'seed'],
    ['Invalid JSON payload received. Unknown name "topP"', 'top_p'],
  ])('reads “%s” as a refusal of %s', (message, parameter) => {
    expect(failureOf(400, message)).toMatchObject({
      failure: { kind: 'refused-parameter', parameter },
    });
  });
});
