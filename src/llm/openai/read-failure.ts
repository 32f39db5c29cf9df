import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import type { HttpAnswer } from '#llm/exchange.ts';
import { parseJson } from '#llm/json-shape.ts';
import { retryAfterHeader, retryHintInWords } from '#llm/retry-hint.ts';
import type { Asked } from '#llm/wire.ts';
import { providerError, type ProviderError } from './provider-error.ts';
import { refusedParameter, refusesSchema } from './refused-parameter.ts';

/** The outcome of an answer whose status is not 200; `asked`: what the call carried. */
export function readFailure({ status, body, headers }: HttpAnswer, asked: Asked): Outcome {
  const error = providerError(parseJson(body));
  const kind = kindOf(status, error, asked);
  const message = error.message !== '' ? error.message : `The server answered ${status}.`;
  const retryAfterMs = retryAfterHeader(headers) ?? retryHintInWords(error.message);
  const parameter = kind === 'refused-parameter' ? refusedParameter(error, asked) : undefined;
  return failed(kind, message, {
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(parameter !== undefined && { parameter }),
    ...(error.message === '' && { evidence: evidenceOf(body) }),
  });
}

const badKey =
  /(?:incorrect|invalid) api[ _-]?key|api[ _-]?key (?:is )?(?:not valid|invalid|incorrect|expired|not found)/i;

const otherEndpoint =
  /(?:is|not) a chat model|not supported in the v1\/(?:chat\/)?completions endpoint/i;

/** What an error is, by status and by the provider's own code. */
export function kindOf(status: number, error: ProviderError, asked: Asked): CallFailureKind {
  const said = `${error.code} ${error.type}`;
  if (/insufficient_quota|billing/.test(said) || status === 402) return 'no-credit';
  if (status === 401 || error.code === 'invalid_api_key') return 'bad-key';
  // Some say it under 400 or 403.
  if (status < 429 && badKey.test(error.message)) return 'bad-key';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  if (status < 429 && otherEndpoint.test(error.message)) return 'wrong-endpoint';
  if (status === 404 || status === 405) {
    // OpenRouter has the model, but nobody who runs it with a schema.
    const isUnrouted = /endpoints found that/i.test(error.message) && refusesSchema(error, asked);
    if (isUnrouted) return 'refused-parameter';
    return /model|endpoints found/i.test(`${said} ${error.message}`)
      ? 'unknown-model'
      : 'wrong-address';
  }
  if (status === 413 || isOverflow(`${said} ${error.message}`)) return 'context-overflow';
  if (status === 400 || status === 422) {
    if (/model_not_found|invalid_model/.test(said)) return 'unknown-model';
    return refusedParameter(error, asked) === undefined ? 'bad-request' : 'refused-parameter';
  }
  if (status === 408 || status === 409 || status >= 500) return 'server-error';
  return 'bad-request';
}

function isOverflow(said: string): boolean {
  return /context_length|context length|context size|maximum context|prompt is too long/i.test(
    said,
  );
}
