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
  code: number,
  status: string,
  message: string,
  details: readonly object[] = [],
  httpStatus = code,
): ReturnType<typeof jsonAnswer> =>
  jsonAnswer(httpStatus, { error: { code, message, status, details } });

const typeOf = (name: string): object => ({ '@type': `type.googleapis.com/google.rpc.${name}` });

const errors: WireErrors = {
  wrongKey: apiError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
    { ...typeOf('ErrorInfo'), reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
  ]),
  rateLimit: (seconds, isReadable) =>
    apiError(
      429,
      'RESOURCE_EXHAUSTED',
      'You exceeded your current quota. Quota exceeded, limit: 10',
      [
        {
          ...typeOf('QuotaFailure'),
          violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel' }],
        },
        ...(isReadable ? [{ ...typeOf('RetryInfo'), retryDelay: `${seconds.toFixed(1)}s` }] : []),
      ],
    ),
  noCredit: apiError(
    429,
    'RESOURCE_EXHAUSTED',
    'Quota exceeded for metric: generate_content_free_tier_requests, limit: 0, model: scripted',
  ),
  unknownModel: (model) =>
    apiError(404, 'NOT_FOUND', `models/${model} is not found for API version v1beta.`),
  serverError: apiError(500, 'INTERNAL', 'An internal error has occurred.'),
  overloaded: apiError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
  errorUnder200: apiError(503, 'UNAVAILABLE', 'The model is overloaded.', [], 200),
  contextOverflow: apiError(
    400,
    'INVALID_ARGUMENT',
    'The input token count (345) exceeds the maximum number of tokens allowed (100).',
  ),
  refusedSchema: apiError(400, 'INVALID_ARGUMENT', 'JSON mode is not enabled for this model'),
  refusedParameter: (body) => {
    const { presencePenalty, frequencyPenalty } = objectOf(body['generationConfig']);
    return (presencePenalty ?? frequencyPenalty) === undefined
      ? null
      : apiError(400, 'INVALID_ARGUMENT', 'Penalty is not enabled for this model');
  },
};

const finishReasons = { stop: 'STOP', length: 'MAX_TOKENS', content_filter: 'SAFETY' } as const;

const callPath = /^\/v1beta\/models\/([^/:]+):generateContent$/;

/** The form of Gemini's generateContent. */
export const gemini: Wire = {
  name: 'gemini',
  isCall: (path) => callPath.test(path),
  readCall: (path, body) => {
    const config = objectOf(body['generationConfig']);
    return {
      api: 'chat',
      model: decodeURIComponent(callPath.exec(path)?.[1] ?? ''),
      prompt: promptOf(body),
      stops: textsOf(config['stopSequences']),
      schema: schemaAt(config, 'responseJsonSchema'),
      mostTokens: Number(config['maxOutputTokens'] ?? Infinity),
    };
  },
  keyOf: (headers) => textOf(headers['x-goog-api-key']) || null,
  reply: ({ model }, said) => ({
    candidates: [
      {
        content: { role: 'model', parts: [{ text: said.text }] },
        ...(said.finishReason !== null && { finishReason: finishReasons[said.finishReason] }),
        index: 0,
      },
    ],
    usageMetadata: {
      promptTokenCount: said.promptTokens,
      candidatesTokenCount: said.completionTokens,
      totalTokenCount: said.promptTokens + said.completionTokens,
    },
    modelVersion: model,
  }),
  models: {
    models: [
      {
        name: 'models/gemini-scripted',
        displayName: 'Scripted Gemini',
        supportedGenerationMethods: ['generateContent', 'countTokens'],
      },
      { name: 'models/only-embeds', supportedGenerationMethods: ['embedContent'] },
    ],
  },
  errors,
  allowedHeaders: () => 'x-goog-api-key, content-type',
};

function promptOf(body: Readonly<Record<string, unknown>>): string {
  const contents: unknown[] = Array.isArray(body['contents']) ? body['contents'] : [];
  const parts = contents.flatMap((content) => {
    const listed = objectOf(content)['parts'];
    return Array.isArray(listed) ? (listed as unknown[]) : [];
  });
  return parts.map((part) => textOf(objectOf(part)['text'])).join('\n\n');
}
