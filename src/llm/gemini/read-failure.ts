import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import type { HttpAnswer } from '#llm/exchange.ts';
import { asNumber, asObject, asString, parseJson, type JsonObject } from '#llm/json-shape.ts';
import { retryAfterHeader } from '#llm/retry-hint.ts';
import type { Asked } from '#llm/wire.ts';

/** A quota of a day comes back at midnight; asking every half minute until then helps nobody. */
const DAILY_QUOTA_WAIT_MS = 3_600_000;

/** The error object of Google's APIs. */
interface GeminiError {
  /** The HTTP status that the body names; 0 where it names none. */
  readonly status: number;
  /** `INVALID_ARGUMENT`, `RESOURCE_EXHAUSTED` and so on. */
  readonly state: string;
  readonly message: string;
  readonly details: readonly JsonObject[];
}

/** Reads the error of a body; some answers wrap it in a list. */
export function geminiError(body: unknown): GeminiError {
  const error = asObject(asObject(Array.isArray(body) ? body[0] : body)['error']);
  return {
    status: asNumber(error['code']) ?? 0,
    state: asString(error['status']) ?? '',
    message: asString(error['message']) ?? '',
    details: Array.isArray(error['details']) ? error['details'].map(asObject) : [],
  };
}

/** The outcome of an answer of the Gemini API whose status is no success. */
export function readFailure({ status, body, headers }: HttpAnswer, asked: Asked): Outcome {
  const error = geminiError(parseJson(body));
  const kind = kindOf(status, error, asked);
  const parameter =
    kind === 'refused-parameter' ? refusedParameter(error.message, asked) : undefined;
  const retryAfterMs = retryHint(error, headers);
  return failed(kind, error.message === '' ? `The server answered ${status}.` : error.message, {
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(parameter !== undefined && { parameter }),
    ...(error.message === '' && { evidence: evidenceOf(body) }),
  });
}

/** What an error is, by status, by the reason in its details and by its words. */
export function kindOf(status: number, error: GeminiError, asked: Asked): CallFailureKind {
  const { message, state } = error;
  const reasons = error.details.map((detail) => asString(detail['reason']) ?? '');
  if (
    reasons.includes('API_KEY_INVALID') ||
    /api key (not valid|expired|not found)/i.test(message)
  ) {
    return 'bad-key';
  }
  if (/without established identity|reported as leaked/i.test(message)) return 'bad-key';
  if (reasons.includes('BILLING_DISABLED') || /credits? .*depleted|enable billing/i.test(message)) {
    return 'no-credit';
  }
  switch (status) {
    case 400:
      return invalidArgument(error, asked);
    case 401:
      return 'bad-key';
    case 402:
      return 'no-credit';
    case 403:
      return 'forbidden';
    case 404:
    case 405:
      // The path of a call holds the word as well: another server would quote it.
      return state === 'NOT_FOUND' && /model/i.test(message) ? 'unknown-model' : 'wrong-address';
    case 413:
      return 'context-overflow';
    case 429:
      // A model that the account's plan does not include at all.
      return /limit: 0\b/.test(message) ? 'no-credit' : 'rate-limited';
    default:
      return status === 408 || status === 409 || status >= 499 ? 'server-error' : 'bad-request';
  }
}

function invalidArgument({ state, message }: GeminiError, asked: Asked): CallFailureKind {
  if (/token count .*exceeds|exceeds the maximum number of tokens/i.test(message)) {
    return 'context-overflow';
  }
  if (refusedParameter(message, asked) !== undefined) return 'refused-parameter';
  // The free tier, or the API itself, is not offered everywhere.
  return state === 'FAILED_PRECONDITION' ? 'forbidden' : 'bad-request';
}

const schemaWords = /response_?(?:json_?)?schema|response_?mime_?type|json mode/i;

/** The parameter that a message says the model does not take, in OpenAI's names. */
function refusedParameter(message: string, { schema }: Asked): string | undefined {
  if (/penalty is not enabled/i.test(message)) return 'penalties';
  if (/thinking|budget \d+ is invalid/i.test(message)) return 'reasoning_effort';
  if (schema && schemaWords.test(message)) return 'response_format';
  if (!/not support|unsupported|not enabled|unknown name|cannot find field/i.test(message)) {
    return undefined;
  }
  const found = names.find(([pattern]) => pattern.test(message));
  return found?.[1];
}

const names: readonly (readonly [RegExp, string])[] = [
  [/temperature/i, 'temperature'],
  [/top_?p/i, 'top_p'],
  [/presence_?penalty/i, 'presence_penalty'],
  [/frequency_?penalty/i, 'frequency_penalty'],
  [/stop_?sequences?/i, 'stop'],
  [/\bseed\b/i, 'seed'],
];

/** `RetryInfo.retryDelay` (`"34.4s"`) in the details of the error, in milliseconds. */
function retryHint({ details }: GeminiError, headers: Headers): number | undefined {
  const delays = details.map((detail) => /^([\d.]+)s$/.exec(asString(detail['retryDelay']) ?? ''));
  const seconds = delays.find((delay) => delay !== null)?.[1];
  const hint = seconds === undefined ? retryAfterHeader(headers) : Number(seconds) * 1000;
  const violations = details.flatMap((detail) =>
    Array.isArray(detail['violations']) ? detail['violations'].map(asObject) : [],
  );
  const isDaily = violations.some((quota) => /PerDay/.test(asString(quota['quotaId']) ?? ''));
  return isDaily ? Math.max(hint ?? 0, DAILY_QUOTA_WAIT_MS) : hint;
}
