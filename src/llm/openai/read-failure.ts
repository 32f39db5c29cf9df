import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import { asObject, asString, parseJson } from './json-shape.ts';

/** What a provider said of an error: OpenAI nests it, Mistral puts the fields on top. */
interface ProviderError {
  readonly message: string;
  readonly type: string;
  readonly code: string;
  readonly parameter: string | undefined;
}

/** Reads the error object of a body, wherever the provider put it. */
export function providerError(body: unknown): ProviderError {
  const top = asObject(body);
  const error =
    typeof top['error'] === 'string' ? { message: top['error'] } : asObject(top['error']);
  const field = (name: string): string | undefined =>
    asString(asObject(error)[name]) ?? asString(top[name]);
  const code = asObject(error)['code'] ?? top['code'];
  return {
    message: field('message') ?? field('detail') ?? '',
    type: field('type') ?? '',
    code: typeof code === 'number' ? String(code) : (asString(code) ?? ''),
    parameter: field('param'),
  };
}

/** The outcome of an answer whose status is not 200. */
export function readFailure(status: number, body: string, headers: Headers): Outcome {
  const error = providerError(parseJson(body));
  const kind = kindOf(status, error);
  const message = error.message !== '' ? error.message : `The server answered ${status}.`;
  const retryAfterMs = retryHint(headers, error.message);
  const parameter = kind === 'refused-parameter' ? refusedParameter(error) : undefined;
  return failed(kind, message, {
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(parameter !== undefined && { parameter }),
    ...(error.message === '' && { evidence: evidenceOf(body) }),
  });
}

/** What an error is, by status and by the provider's own code. */
export function kindOf(status: number, error: ProviderError): CallFailureKind {
  const said = `${error.code} ${error.type}`;
  if (/insufficient_quota|billing/.test(said) || status === 402) return 'no-credit';
  if (status === 401 || error.code === 'invalid_api_key') return 'bad-key';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  if (status === 404 || status === 405) {
    return /model/i.test(`${said} ${error.message}`) ? 'unknown-model' : 'wrong-address';
  }
  if (/context_length|context length|maximum context/i.test(`${said} ${error.message}`)) {
    return 'context-overflow';
  }
  if (status === 400 || status === 422) {
    if (/model_not_found|invalid_model/.test(said)) return 'unknown-model';
    return refusedParameter(error) === undefined ? 'bad-request' : 'refused-parameter';
  }
  if (status === 408 || status === 409 || status >= 500) return 'server-error';
  return 'bad-request';
}

/** The parameter that an error says the model does not take, or undefined. */
function refusedParameter(error: ProviderError): string | undefined {
  const isRefusal =
    /unsupported_(parameter|value)/.test(error.code) ||
    /unsupported|not support|unknown (field|parameter|argument)/i.test(error.message);
  if (!isRefusal) return undefined;
  return error.parameter ?? /['"`]([a-z_]+)['"`]/.exec(error.message)?.[1];
}

/** A wait that the server names, in its header or in its words, in milliseconds. */
function retryHint(headers: Headers, message: string): number | undefined {
  const header = headers.get('retry-after');
  if (header !== null) {
    const seconds = Number(header);
    if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
    const date = Date.parse(header);
    if (Number.isFinite(date)) return Math.max(0, date - Date.now());
  }
  const said = /(?:try again|retry) in ([\d.]+) ?(ms|s|seconds?|m|minutes?)\b/i.exec(message);
  if (said === null) return undefined;
  const unit = said[2] ?? 's';
  const factor = unit === 'ms' ? 1 : unit.startsWith('m') ? 60_000 : 1000;
  return Number(said[1]) * factor;
}
