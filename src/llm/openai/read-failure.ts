import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import type { HttpAnswer } from '#llm/exchange.ts';
import { asObject, asString, parseJson, type JsonObject } from '#llm/json-shape.ts';
import { retryAfterHeader, retryHintInWords } from '#llm/retry-hint.ts';

/** What a provider said of an error: OpenAI nests it, Mistral puts the fields on top. */
interface ProviderError {
  readonly message: string;
  readonly type: string;
  readonly code: string;
  readonly parameter: string | undefined;
}

/** Reads the error object of a body, wherever the provider put it. */
export function providerError(body: unknown): ProviderError {
  // Gemini's own form in OpenAI's clothes comes in a list.
  const top = asObject(Array.isArray(body) ? body[0] : body);
  const error =
    typeof top['error'] === 'string' ? { message: top['error'] } : asObject(top['error']);
  const field = (name: string): string | undefined =>
    asString(asObject(error)[name]) ?? asString(top[name]);
  const code = asObject(error)['code'] ?? top['code'];
  const invalid = invalidField(top);
  return {
    message: field('message') ?? field('detail') ?? invalid?.message ?? '',
    type: field('type') ?? '',
    code: typeof code === 'number' ? String(code) : (asString(code) ?? ''),
    parameter: field('param') ?? invalid?.parameter,
  };
}

/** Mistral and other servers that check bodies by a schema list each field that they refuse. */
function invalidField(top: JsonObject): { message: string; parameter: string } | null {
  const detail = asObject(top['message'])['detail'] ?? top['detail'];
  const first = asObject(Array.isArray(detail) ? detail[0] : undefined);
  const place: unknown = Array.isArray(first['loc']) ? first['loc'].at(-1) : undefined;
  if (typeof place !== 'string') return null;
  return { message: `${place}: ${asString(first['msg']) ?? 'refused'}`, parameter: place };
}

/** The outcome of an answer whose status is not 200. */
export function readFailure({ status, body, headers }: HttpAnswer): Outcome {
  const error = providerError(parseJson(body));
  const kind = kindOf(status, error);
  const message = error.message !== '' ? error.message : `The server answered ${status}.`;
  const retryAfterMs = retryAfterHeader(headers) ?? retryHintInWords(error.message);
  const parameter = kind === 'refused-parameter' ? refusedParameter(error) : undefined;
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
export function kindOf(status: number, error: ProviderError): CallFailureKind {
  const said = `${error.code} ${error.type}`;
  if (/insufficient_quota|billing/.test(said) || status === 402) return 'no-credit';
  if (status === 401 || error.code === 'invalid_api_key') return 'bad-key';
  // Some say it under 400 or 403.
  if (status < 429 && badKey.test(error.message)) return 'bad-key';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  if (status < 429 && otherEndpoint.test(error.message)) return 'wrong-endpoint';
  if (status === 404 || status === 405) {
    return /model|endpoints found/i.test(`${said} ${error.message}`)
      ? 'unknown-model'
      : 'wrong-address';
  }
  if (status === 413 || isOverflow(`${said} ${error.message}`)) return 'context-overflow';
  if (status === 400 || status === 422) {
    if (/model_not_found|invalid_model/.test(said)) return 'unknown-model';
    return refusedParameter(error) === undefined ? 'bad-request' : 'refused-parameter';
  }
  if (status === 408 || status === 409 || status >= 500) return 'server-error';
  return 'bad-request';
}

function isOverflow(said: string): boolean {
  return /context_length|context length|context size|maximum context|prompt is too long/i.test(
    said,
  );
}

const schemaWords = /response_?format|json_?schema|structured[ _]outputs?|guided_json/i;

/** The parameter that an error says the model does not take, or undefined. */
function refusedParameter({ code, message, parameter }: ProviderError): string | undefined {
  // Said in many ways, and always of the schema: nothing else is in that field.
  if (schemaWords.test(`${parameter ?? ''} ${message}`)) return 'response_format';
  const isRefusal =
    /unsupported_(parameter|value)/.test(code) ||
    /unsupported|not support|not permitted|unrecognized|unknown (field|parameter|argument)/i.test(
      message,
    );
  if (!isRefusal) return undefined;
  const named =
    parameter ??
    /['"`]([a-z_]+)['"`]/i.exec(message)?.[1] ??
    /(?:parameter|argument supplied):? ([a-z_]+)/i.exec(message)?.[1];
  return named?.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
