import type { Decoding } from './recipe.ts';

/** Which of the method's questions a call asks. `whole-task` is recipe alpaca's one step. */
export type Step = 'instruction' | 'classification' | 'instance' | 'whole-task';

/** What a model is asked about tasks that are there: to score, to mend, or to make examples anew. */
export type ErrandKind = 'judge' | 'repair' | 'regenerate';

/** The wire form a prompt is written for: text to continue, or one user message. */
export type ModelApi = 'completions' | 'chat';

/** A form that a reply is to have, for models that can be held to one. */
export interface ReplySchema {
  readonly name: string;
  /** JSON Schema, of the parts that every provider takes. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What is said after the prompt where the schema goes along. */
  readonly ask: string;
}

/** One question to a model, as an adapter gets it. */
export interface ModelCall {
  readonly step: Step | ErrandKind;
  readonly api: ModelApi;
  readonly prompt: string;
  readonly decoding: Decoding;
  /** Sent where the model takes one; without it the reply is in the form that the prompt asks for. */
  readonly schema?: ReplySchema;
  /** Keys the chance of models that take a seed; different for every attempt. */
  readonly seed: number;
}

export type FinishReason = 'stop' | 'length' | 'content-filter';

/** Tokens as the provider counted them; absent where it said nothing. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What a failed call was, so that the screen can say what happened and what to do. */
export type CallFailureKind =
  | 'bad-key'
  | 'no-credit'
  | 'forbidden'
  | 'rate-limited'
  | 'unknown-model'
  /** A chat model was asked to complete text, or a base model to chat. */
  | 'wrong-endpoint'
  | 'wrong-address'
  | 'refused-parameter'
  | 'context-overflow'
  | 'bad-request'
  | 'server-error'
  | 'unreachable'
  | 'offline'
  | 'local-network'
  /** The browser's built-in model is missing, or not ready. */
  | 'browser-model'
  | 'timed-out'
  | 'not-json'
  | 'error-in-reply'
  | 'cut-connection'
  | 'empty-reply'
  | 'cancelled'
  /** The program ended before an answer came; the call may have been billed. */
  | 'interrupted'
  /** Not the model's: what the filter by embeddings needs is not at hand. */
  | 'embedding'
  /** Not the model's: this browser could not store what came back. */
  | 'storage'
  /** A defect of this program. */
  | 'internal';

export interface CallFailure {
  readonly kind: CallFailureKind;
  /** The provider's own words where there are any; never holds the key. */
  readonly message: string;
  /** HTTP status where there was an answer. */
  readonly status?: number;
  /** The server's hint how long to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The parameter that the model refused. */
  readonly parameter?: string;
  /** The adapter has learnt from it, so that the same request will now go through. */
  readonly isMended?: boolean;
  /** The browser may be what keeps the page from an address of the local network: it does not say. */
  readonly mayLackPermission?: true;
  /** The start of a body that could not be read, as evidence (at most 2,000 characters). */
  readonly evidence?: string;
  /** What the provider says it took all the same. */
  readonly usage?: TokenUsage;
}

/** How one try at a call ended. */
export type Outcome =
  | {
      readonly kind: 'reply';
      readonly text: string;
      readonly finishReason: FinishReason;
      readonly usage?: TokenUsage;
      /** The provider tells that the model reasoned before it answered. */
      readonly hasReasoned?: true;
      /** Settings of the recipe that the model refuses and that were left out, in OpenAI's names. */
      readonly dropped?: readonly string[];
    }
  | { readonly kind: 'failure'; readonly failure: CallFailure };

/** A model behind an adapter. Never throws: whatever goes wrong is an `Outcome`. */
export type Complete = (call: ModelCall, signal: AbortSignalLike) => Promise<Outcome>;

/** The part of `AbortSignal` that pure code may rely on. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
