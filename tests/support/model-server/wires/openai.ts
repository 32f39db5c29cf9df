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
  error: Readonly<Record<string, unknown>>,
  more?: Parameters<typeof jsonAnswer>[2],
): ReturnType<typeof jsonAnswer> => jsonAnswer(status, { error }, more);

const errors: WireErrors = {
  wrongKey: apiError(401, {
    message: 'Incorrect API key provided.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  }),
  // Sent but not exposed to pages: what most hosted providers do.
  rateLimit: (seconds, isReadable) =>
    apiError(
      429,
      {
        message: 'Rate limit reached for requests.',
        type: 'requests',
        code: 'rate_limit_exceeded',
      },
      {
        headers: { 'retry-after': String(seconds) },
        ...(isReadable && { exposed: 'retry-after' }),
      },
    ),
  noCredit: apiError(429, {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  }),
  unknownModel: (model) =>
    apiError(404, {
      message: `The model \`${model}\` does not exist or you do not have access to it.`,
      type: 'invalid_request_error',
      code: 'model_not_found',
    }),
  serverError: apiError(500, { message: 'The server had an error.', type: 'server_error' }),
  overloaded: apiError(503, { message: 'The engine is overloaded.', type: 'server_error' }),
  errorUnder200: apiError(200, { message: 'The upstream provider is overloaded.', code: 502 }),
  contextOverflow: apiError(400, {
    message: "This model's maximum context length is 100 tokens.",
    type: 'invalid_request_error',
    param: 'messages',
    code: 'context_length_exceeded',
  }),
  refusedSchema: apiError(400, {
    message:
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    type: 'invalid_request_error',
    param: null,
    code: null,
  }),
  refusedParameter: (body) =>
    'presence_penalty' in body
      ? apiError(400, {
          message: "Unsupported parameter: 'presence_penalty' is not supported with this model.",
          type: 'invalid_request_error',
          param: 'presence_penalty',
          code: 'unsupported_parameter',
        })
      : null,
};

/** The form of OpenAI's chat and text completions. */
export const openAi: Wire = {
  name: 'openai',
  isCall: (path) => /^\/v1\/(chat\/)?completions$/.test(path),
  readCall: (path, body) => ({
    api: path.includes('/chat/') ? 'chat' : 'completions',
    model: textOf(body['model']),
    prompt: promptOf(body),
    stops: textsOf(body['stop']),
    schema: schemaAt(body, 'response_format', 'json_schema', 'schema'),
    mostTokens: Number(body['max_completion_tokens'] ?? body['max_tokens'] ?? Infinity),
  }),
  keyOf: (headers) => /^Bearer (.*)$/.exec(textOf(headers['authorization']))?.[1] ?? null,
  reply: ({ api, model }, said) => ({
    id: 'scripted-1',
    object: api === 'chat' ? 'chat.completion' : 'text_completion',
    model,
    choices: [
      {
        index: 0,
        ...(api === 'chat'
          ? { message: { role: 'assistant', content: said.text } }
          : { text: said.text }),
        finish_reason: said.finishReason,
      },
    ],
    usage: {
      prompt_tokens: said.promptTokens,
      completion_tokens: said.completionTokens,
      total_tokens: said.promptTokens + said.completionTokens,
    },
  }),
  models: { object: 'list', data: [{ id: 'scripted', object: 'model' }] },
  errors,
  // No more request headers than providers list.
  allowedHeaders: () => 'authorization, content-type',
};

function promptOf(body: Readonly<Record<string, unknown>>): string {
  if (typeof body['prompt'] === 'string') return body['prompt'];
  const messages: unknown[] = Array.isArray(body['messages']) ? body['messages'] : [];
  return messages.map((message) => textOf(objectOf(message)['content'])).join('\n\n');
}
