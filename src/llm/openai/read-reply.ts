import type { FinishReason, ModelCall, Outcome, TokenUsage } from '#core/model/model-call.ts';
import { applyStops } from '#llm/apply-stops.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import { asNumber, asObject, asString, parseJson } from './json-shape.ts';
import { kindOf, providerError } from './read-failure.ts';

/** Turns the body of a 200 into an outcome. A reply counts only with text and a finish reason. */
export function readReply(body: string, call: ModelCall, dropped: readonly string[]): Outcome {
  const parsed = parseJson(body);
  if (parsed === undefined) {
    return failed('not-json', 'The answer is no JSON.', {
      status: 200,
      evidence: evidenceOf(body),
    });
  }
  const answer = asObject(parsed);
  const choice = asObject(Array.isArray(answer['choices']) ? answer['choices'][0] : undefined);
  if (answer['error'] !== undefined && answer['error'] !== null) return errorUnder200(parsed, body);
  const text =
    call.api === 'chat'
      ? asString(asObject(choice['message'])['content'])
      : asString(choice['text']);
  const finish = asString(choice['finish_reason']);
  if (finish === undefined || finish === '') {
    return failed('cut-connection', 'The reply has no finish reason, so it may not be whole.', {
      status: 200,
      evidence: evidenceOf(body),
    });
  }
  const finishReason = readFinishReason(finish);
  if ((text ?? '') === '' && finishReason === 'stop') {
    return failed('empty-reply', 'The model sent an empty reply.', { status: 200 });
  }
  const stopped = applyStops(text ?? '', call.decoding.stops);
  const usage = readUsage(answer['usage']);
  return {
    kind: 'reply',
    text: stopped.text,
    // What ran on past a stop was not cut by length: the part that counts is whole.
    finishReason: stopped.isCut ? 'stop' : finishReason,
    ...(usage && { usage }),
    ...(dropped.length > 0 && { dropped }),
  };
}

/** Gateways like OpenRouter report a provider's error under HTTP 200. */
function errorUnder200(parsed: unknown, body: string): Outcome {
  const error = providerError(parsed);
  const status = Number(error.code);
  const kind = status >= 400 && status < 600 ? kindOf(status, error) : 'error-in-reply';
  return failed(kind, error.message || 'The answer holds an error instead of a reply.', {
    status: 200,
    evidence: evidenceOf(body),
  });
}

function readFinishReason(reason: string): FinishReason {
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  return reason === 'content_filter' ? 'content-filter' : 'stop';
}

function readUsage(usage: unknown): TokenUsage | undefined {
  const promptTokens = asNumber(asObject(usage)['prompt_tokens']);
  const completionTokens = asNumber(asObject(usage)['completion_tokens']);
  if (promptTokens === undefined || completionTokens === undefined) return undefined;
  return { promptTokens, completionTokens };
}
