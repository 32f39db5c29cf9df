import type { AdapterKind } from '#core/model/connection.ts';
import type { ModelApi } from '#core/model/model-call.ts';

/** What a call may carry beside prompt and token limit, named as OpenAI names it. */
export const parameters = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'stop',
  'logit_bias',
  'seed',
  'reasoning_effort',
  'response_format',
] as const;
export type Parameter = (typeof parameters)[number];

/** The two names under which OpenAI-compatible servers take the token limit. */
export type TokenField = 'max_tokens' | 'max_completion_tokens';

export type ProviderId =
  | 'practice'
  | 'ollama'
  | 'lm-studio'
  | 'llama-cpp'
  | 'vllm'
  | 'openai'
  | 'anthropic'
  | 'gemini'
  | 'openrouter'
  | 'groq'
  | 'together'
  | 'mistral'
  | 'deepseek'
  | 'hugging-face'
  | 'browser'
  | 'custom';

/** What is assumed of a provider. Nothing here was tried live: `source` says where it comes from. */
export interface Provider {
  readonly id: ProviderId;
  readonly label: string;
  readonly adapter: AdapterKind;
  readonly place: 'this-page' | 'this-machine' | 'hosted' | 'anywhere';
  /** Root of the API as it is usually found; empty where there is none or it must be given. */
  readonly baseUrl: string;
  readonly apis: readonly ModelApi[];
  /** The header that carries the key; `authorization` holds it as a bearer token. */
  readonly keyHeader: 'authorization' | 'x-api-key' | 'x-goog-api-key' | null;
  readonly needsKey: boolean;
  /** What its models take in general; `model-rules.ts` narrows it by name. */
  readonly takes: readonly Parameter[];
  /**
   * Names of the models, without a vendor, for which `takes` is known to be right; absent: it is a
   * matter of the server, right whatever the model.
   */
  readonly knownModels?: RegExp;
  /**
   * Names of the models, without a vendor, that take a JSON schema where `response_format` is among
   * what is taken; absent: all of them, as far as is known.
   */
  readonly schemaModels?: RegExp;
  readonly tokenField: TokenField;
  /** Most stop sequences in a request; the others are applied on our side. */
  readonly mostStops: number;
  /**
   * Whether a value that changes nothing (a penalty of 0) is sent as well: local servers may have
   * defaults of their own, so that silence means something else there.
   */
  readonly sendsNeutral: boolean;
  /** Path under `baseUrl` that lists the models; null where there is none. */
  readonly modelsPath: string | null;
  readonly exampleModel: string;
  /** Who may call it from a page. */
  readonly cors: string;
  /** What to set up on this machine before the first call. */
  readonly setUp?: string;
  readonly source: string;
}
