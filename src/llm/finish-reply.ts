import type { FinishReason, Outcome, TokenUsage } from '#core/model/model-call.ts';
import { evidenceOf, failed } from './call-failure.ts';

/** What an adapter read of a success, in its provider's own form. */
export interface RawReply {
  readonly text: string;
  /** Null where the provider gave no reason: then the reply may not be whole. */
  readonly finishReason: FinishReason | null;
  readonly usage: TokenUsage | undefined;
  /** The provider tells of reasoning beside the text. */
  readonly hasReasoned?: boolean;
  readonly dropped: readonly string[];
  /** The body as it came, for evidence. */
  readonly body: string;
}

/**
 * Turns what was read into an outcome. A reply counts only with text and a finish reason. Its text
 * stays whole: stops are applied where it is read.
 */
export function finishReply(raw: RawReply): Outcome {
  const { text, finishReason, usage, hasReasoned, dropped, body } = raw;
  if (finishReason === null) {
    return failed('cut-connection', 'The reply has no finish reason, so it may not be whole.', {
      status: 200,
      evidence: evidenceOf(body),
      ...(usage && { usage }),
    });
  }
  if (text === '' && finishReason === 'stop') {
    return failed('empty-reply', 'The model sent an empty reply.', {
      status: 200,
      ...(usage && { usage }),
    });
  }
  return {
    kind: 'reply',
    text,
    finishReason,
    ...(usage && { usage }),
    ...(hasReasoned === true && { hasReasoned }),
    ...(dropped.length > 0 && { dropped }),
  };
}

/** A body under 200 that is no JSON: a web page, mostly. */
export function notJson(body: string): Outcome {
  return failed('not-json', 'The answer is no JSON.', { status: 200, evidence: evidenceOf(body) });
}
