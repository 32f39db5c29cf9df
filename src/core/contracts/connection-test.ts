import type { CallFailure, TokenUsage } from '#core/model/model-call.ts';

/** What a trial call to a connection showed. */
export type ConnectionTest =
  | {
      readonly isWorking: true;
      /** What the model said, at most 200 characters; it may be nothing. */
      readonly text: string;
      readonly elapsedMs: number;
      /** Absent where the provider counts no tokens; then costs can't be told. */
      readonly usage?: TokenUsage;
      /** What the model turned down on the way and is not sent any more, in OpenAI's names. */
      readonly refused: readonly string[];
      /** It spent its tokens before it came to an answer: it reasons first. */
      readonly reasonsFirst?: true;
    }
  | { readonly isWorking: false; readonly failure: CallFailure };

/** A model that a provider offers. */
export interface ListedModel {
  /** The name to put into `ModelConnection.model`. */
  readonly id: string;
  /** A name for people where there is another one. */
  readonly label?: string;
}
