import { readPrompt } from './read-prompt.ts';

/** How the server answers one model call. */
export type Answer =
  | {
      readonly kind: 'reply';
      /** As sent; `null` leaves the field null. Absent: what the reply itself calls for. */
      readonly finishReason?: 'stop' | 'length' | 'content_filter' | null;
      readonly text?: string;
    }
  | {
      readonly kind: 'body';
      readonly status: number;
      readonly contentType: 'application/json' | 'text/html';
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** Response headers that a page may read. */
      readonly exposed?: string;
      /** Gateways exist that leave the CORS headers off their errors. */
      readonly withoutCors?: boolean;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' };

/** What of a call a scenario may look at. */
export interface ScenarioCall {
  /** How many model calls came before it since the scenario began. */
  readonly earlier: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly prompt: string;
}

export type Scenario = (call: ScenarioCall) => Answer;

const reply: Answer = { kind: 'reply' };

const apiError = (
  status: number,
  error: Readonly<Record<string, unknown>>,
  more: Partial<Extract<Answer, { kind: 'body' }>> = {},
): Answer => ({
  kind: 'body',
  status,
  contentType: 'application/json',
  body: JSON.stringify({ error }),
  ...more,
});

const wrongKey = {
  message: 'Incorrect API key provided.',
  type: 'invalid_request_error',
  code: 'invalid_api_key',
};
const rateLimit = {
  message: 'Rate limit reached for requests.',
  type: 'requests',
  code: 'rate_limit_exceeded',
};

/** Answers `first` to the first calls, then as a healthy server does. */
const atFirst =
  (calls: number, first: Answer): Scenario =>
  ({ earlier }) =>
    earlier < calls ? first : reply;

/** The moods of a model server, by name; facts from providers' documents and issue trackers. */
export const scenarios = {
  normal: () => reply,
  'wrong-key': () => apiError(401, wrongKey),
  'wrong-key-without-cors': () => apiError(401, wrongKey, { withoutCors: true }),
  'rate-limit-readable': atFirst(
    1,
    apiError(429, rateLimit, { headers: { 'retry-after': '2' }, exposed: 'retry-after' }),
  ),
  // Sent, but not exposed to pages: what most hosted providers do.
  'rate-limit-unreadable': atFirst(
    1,
    apiError(429, rateLimit, { headers: { 'retry-after': '2' } }),
  ),
  'insufficient-quota': () =>
    apiError(429, {
      message: 'You exceeded your current quota, please check your plan and billing details.',
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    }),
  'unknown-model': ({ body }) =>
    apiError(404, {
      message: `The model \`${String(body['model'])}\` does not exist or you do not have access to it.`,
      type: 'invalid_request_error',
      code: 'model_not_found',
    }),
  'server-error-burst': atFirst(
    3,
    apiError(500, { message: 'The server had an error.', type: 'server_error' }),
  ),
  hang: () => ({ kind: 'hang' }),
  html: () => ({
    kind: 'body',
    status: 200,
    contentType: 'text/html',
    body: '<!doctype html><title>Sign in</title><h1>Sign in to the guest network</h1>',
  }),
  'error-under-200': () =>
    apiError(200, { message: 'The upstream provider is overloaded.', code: 502 }),
  cut: () => ({ kind: 'cut' }),
  // Lists of instructions only: a task whose every instance is cut never becomes complete.
  'finish-length': ({ prompt }) =>
    asksForList(prompt) ? { kind: 'reply', finishReason: 'length' } : reply,
  'finish-content-filter': () => ({ kind: 'reply', finishReason: 'content_filter' }),
  'finish-missing': () => ({ kind: 'reply', finishReason: null }),
  'empty-reply': () => ({ kind: 'reply', text: '' }),
  'unsupported-parameter': ({ body }) =>
    'presence_penalty' in body
      ? apiError(400, {
          message: "Unsupported parameter: 'presence_penalty' is not supported with this model.",
          type: 'invalid_request_error',
          param: 'presence_penalty',
          code: 'unsupported_parameter',
        })
      : reply,
  'context-overflow': ({ prompt }) =>
    prompt.length > 400
      ? apiError(400, {
          message: "This model's maximum context length is 100 tokens.",
          type: 'invalid_request_error',
          param: 'messages',
          code: 'context_length_exceeded',
        })
      : reply,
  // What a model may write, and a page must not run.
  'markup-in-reply': ({ prompt }) => ({ kind: 'reply', ...markupFor(prompt) }),
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;

const asksForList = (prompt: string): boolean => readPrompt(prompt).step === 'instruction';

const markup = '<img src=x onerror="globalThis.wasRun=true">';

function markupFor(prompt: string): { text?: string } {
  if (asksForList(prompt)) {
    const lines = ['amber', 'birch', 'cedar', 'daisy', 'elder', 'ferns', 'grass', 'hazel'];
    const asked = lines.map(
      (word, i) => `${i + 9}. Say what ${markup} does to the ${word} at ${i} o’clock`,
    );
    return { text: asked.join('\n') };
  }
  return prompt.includes('Is it classification?')
    ? { text: 'No' }
    : { text: `Output: ${markup} <script>globalThis.wasRun=true</script>` };
}
