import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import type { HttpAnswer } from '#llm/exchange.ts';
import { asObject, asString, parseJson } from '#llm/json-shape.ts';
import { retryAfterHeader, untilDate } from '#llm/retry-hint.ts';
import type { Asked } from '#llm/wire.ts';

/** What an error object says. */
interface Said {
  readonly type: string;
  readonly message: string;
}

/** The outcome of an answer of the messages API whose status is no success. */
export function readFailure({ status, body, headers }: HttpAnswer, asked: Asked): Outcome {
  const error = asObject(asObject(parseJson(body))['error']);
  const said = asString(error['message']) ?? '';
  const type = asString(error['type']) ?? '';
  const kind = kindOf(status, { type, message: said }, asked);
  const retryAfterMs =
    retryAfterHeader(headers) ?? (kind === 'rate-limited' ? untilReset(headers) : undefined);
  const parameter = kind === 'refused-parameter' ? refusedParameter(said, asked) : undefined;
  return failed(kind, said === '' ? `The server answered ${status}.` : said, {
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(parameter !== undefined && { parameter }),
    ...(said === '' && { evidence: evidenceOf(body) }),
  });
}

/** What an error is, by its type, its words where a type holds several, else by status. */
export function kindOf(status: number, { type, message }: Said, asked: Asked): CallFailureKind {
  // An organisation can forbid calls from pages; the type then is that of a wrong key.
  if (/\bCORS\b/.test(message)) return 'forbidden';
  if (isCreditError(type, message)) return 'no-credit';
  switch (type) {
    case 'authentication_error':
      return 'bad-key';
    case 'permission_error':
      return 'forbidden';
    case 'not_found_error':
      return /model/i.test(message) ? 'unknown-model' : 'wrong-address';
    case 'rate_limit_error':
      return 'rate-limited';
    case 'request_too_large':
      return 'context-overflow';
    case 'overloaded_error':
    case 'api_error':
    case 'timeout_error':
      return 'server-error';
    case 'invalid_request_error':
      return invalidRequest(message, asked);
    default:
      return kindOfStatus(status);
  }
}

function isCreditError(type: string, message: string): boolean {
  return (
    type === 'billing_error' ||
    /credit balance is too low|reached your specified .*usage limits/i.test(message)
  );
}

function invalidRequest(message: string, asked: Asked): CallFailureKind {
  if (/prompt is too long|exceed context limit|context window/i.test(message)) {
    return 'context-overflow';
  }
  return refusedParameter(message, asked) === undefined ? 'bad-request' : 'refused-parameter';
}

/** For answers of gateways in between, which know nothing of the types. */
function kindOfStatus(status: number): CallFailureKind {
  if (status === 401) return 'bad-key';
  if (status === 402) return 'no-credit';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 405) return 'wrong-address';
  if (status === 413) return 'context-overflow';
  if (status === 429) return 'rate-limited';
  if (status === 200) return 'error-in-reply';
  return status === 408 || status === 409 || status >= 500 ? 'server-error' : 'bad-request';
}

const schemaWords = /output_(?:config|format)|structured outputs?|output format/i;

/** The parameter that a message says the model does not take, in OpenAI's names. */
function refusedParameter(message: string, { schema }: Asked): string | undefined {
  // Either would do; temperature is what the recipe's variety hangs on.
  if (/cannot both be specified/i.test(message)) return 'top_p';
  if (schema && schemaWords.test(message)) return 'response_format';
  const isRefusal = /deprecated|not support|unsupported|not permitted|cannot be specified/i;
  if (!isRefusal.test(message)) return undefined;
  const named = /[`'"]?\b(temperature|top_p|stop_sequences)\b/.exec(message)?.[1];
  return named === 'stop_sequences' ? 'stop' : named;
}

/** When the limit that is used up is full again; the latest of them counts. */
function untilReset(headers: Headers): number | undefined {
  const limits = ['requests', 'tokens', 'input-tokens', 'output-tokens'];
  const waits = limits
    .filter((limit) => headers.get(`anthropic-ratelimit-${limit}-remaining`) === '0')
    .map((limit) => untilDate(headers.get(`anthropic-ratelimit-${limit}-reset`) ?? ''))
    .filter((wait) => wait !== undefined);
  return waits.length === 0 ? undefined : Math.max(...waits);
}
