import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import type { Capabilities } from '#core/providers/capabilities.ts';
import type { SentParameters } from '#core/providers/settle-parameters.ts';
import type { HttpAnswer } from './exchange.ts';

/** A call with its parameters settled, ready to be put into a provider's form. */
export interface WireCall {
  readonly call: ModelCall;
  readonly model: string;
  readonly sent: SentParameters;
  readonly capabilities: Capabilities;
}

/** What of a call its failure is read by: a schema that did not go along was not refused. */
export type Asked = Pick<ModelCall, 'schema'>;

/** A provider's form on the wire: how a question is put and how answers are read. */
export interface Wire {
  /** The headers that carry the key, and others that every request needs; none beyond these. */
  readonly headers: (key: string | null) => Readonly<Record<string, string>>;
  readonly request: (call: WireCall) => { readonly path: string; readonly body: unknown };
  /** Reads the body of a success. `dropped`: what of the recipe was left out. */
  readonly readReply: (body: string, call: ModelCall, dropped: readonly string[]) => Outcome;
  /** Reads any other answer. `asked`: what went along. */
  readonly readFailure: (answer: HttpAnswer, asked: Asked) => Outcome;
}
