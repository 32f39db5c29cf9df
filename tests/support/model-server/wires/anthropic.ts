import {
  jsonAnswer,
  objectOf,
  schemaAt,
  textOf,
  textsOf,
  type Wire,
  type WireErrors,
} from './wire.ts';

const apiError = (
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): ReturnType<typeof jsonAnswer> =>
  jsonAnswer(status, { type: 'error', error: { type, message }, request_id: 'req_1' }, { headers });

const errors: WireErrors = {
  wrongKey: apiError(401, 'authentication_error', 'invalid x-api-key'),
  rateLimit: (seconds, isReadable) =>
    apiError(
      429,
      'rate_limit_error',
      'This request would exceed your organization’s rate limit.',
      isReadable ? { 'retry-after': String(seconds) } : {},
    ),
  noCredit: apiError(
    400,
    'invalid_request_error',
    'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing.',
  ),
  unknownModel: (model) => apiError(404, 'not_found_error', `model: ${model}`),
  serverError: apiError(500, 'api_error', 'Internal server error'),
  overloaded: apiError(529, 'overloaded_error', 'Overloaded'),
  errorUnder200: apiError(200, 'overloaded_error', 'Overloaded'),
  contextOverflow: apiError(
    400,
    'invalid_request_error',
    'prompt is too long: 345 tokens > 100 maximum',
  ),
  refusedSchema: apiError(
    400,
    'invalid_request_error',
    'output_config.format: this model does not support structured outputs.',
  ),
  refusedParameter: (body) =>
    'temperature' in body
      ? apiError(400, 'invalid_request_error', '`temperature` is deprecated for this model.')
      : null,
};

const stopReasons = { stop: 'end_turn', length: 'max_tokens', content_filter: 'refusal' } as const;

/** The form of Anthropic's messages. */
export const anthropic: Wire = {
  name: 'anthropic',
  isCall: (path) => path === '/v1/messages',
  readCall: (_path, body) => ({
    api: 'chat',
    model: textOf(body['model']),
    prompt: (Array.isArray(body['messages']) ? (body['messages'] as unknown[]) : [])
      .map((message) => textOf(objectOf(message)['content']))
      .join('\n\n'),
    stops: textsOf(body['stop_sequences']),
    schema: schemaAt(body, 'output_config', 'format', 'schema'),
    mostTokens: Number(body['max_tokens']),
  }),
  keyOf: (headers) => textOf(headers['x-api-key']) || null,
  reply: ({ model }, said) => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    content: said.text === '' ? [] : [{ type: 'text', text: said.text }],
    stop_reason: said.finishReason === null ? null : stopReasons[said.finishReason],
    stop_sequence: null,
    usage: { input_tokens: said.promptTokens, output_tokens: said.completionTokens },
  }),
  models: {
    data: [{ type: 'model', id: 'claude-scripted', display_name: 'Scripted Claude' }],
    has_more: false,
  },
  errors,
  // Pages get CORS headers only where the request says that it knows what it does.
  allowedHeaders: (asked) =>
    asked.includes('anthropic-dangerous-direct-browser-access')
      ? 'x-api-key, anthropic-version, anthropic-dangerous-direct-browser-access, content-type'
      : null,
  exposed: '*',
};
