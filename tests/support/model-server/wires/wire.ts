import type { Answer } from '#tests/support/model-server/scenarios.ts';

export type WireName = 'openai' | 'anthropic' | 'gemini';

/** A model call as a provider's form has it. */
export interface WireCall {
  readonly api: 'chat' | 'completions';
  readonly model: string;
  readonly prompt: string;
  readonly stops: readonly string[];
  /** Tokens that the reply may have; Infinity without a limit. */
  readonly mostTokens: number;
  /** The JSON schema that the reply is to keep to; null without. */
  readonly schema: Readonly<Record<string, unknown>> | null;
}

/** What the model said to a call, cut where its stops and its token limit say. */
export interface Said {
  readonly text: string;
  /** `null`: the reason is left out. */
  readonly finishReason: 'stop' | 'length' | 'content_filter' | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

type Body = Readonly<Record<string, unknown>>;
type BodyAnswer = Extract<Answer, { kind: 'body' }>;

/** How a provider says that something is wrong. */
export interface WireErrors {
  readonly wrongKey: BodyAnswer;
  /** `isReadable`: with a hint that a page can read. */
  readonly rateLimit: (seconds: number, isReadable: boolean) => BodyAnswer;
  readonly noCredit: BodyAnswer;
  readonly unknownModel: (model: string) => BodyAnswer;
  readonly serverError: BodyAnswer;
  /** Its own words for too much to do: 529, 503. */
  readonly overloaded: BodyAnswer;
  readonly errorUnder200: BodyAnswer;
  readonly contextOverflow: BodyAnswer;
  /** Null where the call carries nothing that is refused. */
  readonly refusedParameter: (body: Body) => BodyAnswer | null;
  /** What is said of a JSON schema by a model that takes none. */
  readonly refusedSchema: BodyAnswer;
}

/** One provider's form: where calls go, how they are read, what comes back. */
export interface Wire {
  readonly name: WireName;
  /** Reads the path of a call: null where it is none. */
  readonly isCall: (path: string) => boolean;
  readonly readCall: (path: string, body: Body) => WireCall;
  /** The key that a request carries, or null. */
  readonly keyOf: (headers: Readonly<Record<string, unknown>>) => string | null;
  readonly reply: (call: WireCall, said: Said) => unknown;
  readonly models: unknown;
  readonly errors: WireErrors;
  /** Headers that a preflight allows; null: without CORS for this request. */
  readonly allowedHeaders: (asked: readonly string[]) => string | null;
  /** Response headers that pages may read anyway. */
  readonly exposed?: string;
}

/** An answer in JSON. */
export function jsonAnswer(
  status: number,
  body: unknown,
  more: Partial<BodyAnswer> = {},
): BodyAnswer {
  return {
    kind: 'body',
    status,
    contentType: 'application/json',
    body: JSON.stringify(body),
    ...more,
  };
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const textsOf = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((item) => typeof item === 'string')
      : [];

/** The schema at the end of a path of members; null where there is none. */
export function schemaAt(body: unknown, ...path: readonly string[]): WireCall['schema'] {
  const found = path.reduce((holder, name) => objectOf(holder)[name], body);
  return found === undefined ? null : objectOf(found);
}

export const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
