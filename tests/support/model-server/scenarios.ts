import { readPrompt } from './read-prompt.ts';
import type { WireCall, WireErrors } from './wires/wire.ts';

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
  readonly model: string;
  readonly schema: WireCall['schema'];
  /** How the provider that is played says that something is wrong. */
  readonly errors: WireErrors;
}

export type Scenario = (call: ScenarioCall) => Answer;

const reply: Answer = { kind: 'reply' };

/** Answers as `first` says to the first calls, then as a healthy server does. */
const atFirst =
  (calls: number, first: (errors: WireErrors) => Answer): Scenario =>
  ({ earlier, errors }) =>
    earlier < calls ? first(errors) : reply;

/** The moods of a model server, by name; facts from providers' documents and issue trackers. */
export const scenarios = {
  normal: () => reply,
  'wrong-key': ({ errors }) => errors.wrongKey,
  'wrong-key-without-cors': ({ errors }) => ({ ...errors.wrongKey, withoutCors: true }),
  'rate-limit-readable': atFirst(1, (errors) => errors.rateLimit(2, true)),
  'rate-limit-7s': atFirst(1, (errors) => errors.rateLimit(7, true)),
  'rate-limit-hour': atFirst(1, (errors) => errors.rateLimit(3600, true)),
  'rate-limit-unreadable': atFirst(1, (errors) => errors.rateLimit(2, false)),
  'insufficient-quota': ({ errors }) => errors.noCredit,
  'unknown-model': ({ model, errors }) => errors.unknownModel(model),
  'server-error-burst': atFirst(3, (errors) => errors.serverError),
  'overloaded-burst': atFirst(3, (errors) => errors.overloaded),
  hang: () => ({ kind: 'hang' }),
  html: () => ({
    kind: 'body',
    status: 200,
    contentType: 'text/html',
    body: '<!doctype html><title>Sign in</title><h1>Sign in to the guest network</h1>',
  }),
  'error-under-200': ({ errors }) => errors.errorUnder200,
  cut: () => ({ kind: 'cut' }),
  // Lists of instructions only: a task whose every instance is cut never becomes complete.
  'finish-length': ({ prompt }) =>
    asksForList(prompt) ? { kind: 'reply', finishReason: 'length' } : reply,
  'finish-content-filter': () => ({ kind: 'reply', finishReason: 'content_filter' }),
  'finish-missing': () => ({ kind: 'reply', finishReason: null }),
  'off-topic': () => ({ kind: 'reply', text: 'Let us talk about the weather instead.' }),
  'empty-reply': () => ({ kind: 'reply', text: '' }),
  // A model that reasons first: its tokens were used up before it said anything.
  'cut-while-reasoning': () => ({ kind: 'reply', text: '', finishReason: 'length' }),
  'unsupported-parameter': ({ body, errors }) => errors.refusedParameter(body) ?? reply,
  'refused-schema': ({ schema, errors }) => (schema === null ? reply : errors.refusedSchema),
  'context-overflow': ({ prompt, errors }) =>
    prompt.length > 400 ? errors.contextOverflow : reply,
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
