import type { ModelConnection } from '#core/model/connection.ts';
import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import { isWithoutAnswer } from '#core/parsing/chat-habits.ts';
import { reasonsFirst } from './reasons-first.ts';

/** Parameters that can be refused one after the other, both names of the token limit, and one more. */
export const mostProbeTries = 9;

/** One short question with everything that a recipe may send, so that what is refused comes to light. */
export function probeCall(connection: ModelConnection): ModelCall {
  const { api } = connection;
  return {
    step: 'classification',
    api,
    prompt:
      api === 'chat'
        ? 'Can you hear me? Answer with Yes or No.'
        : 'Question: Is snow white?\nAnswer:',
    decoding: {
      // A model that is not known to reason first shows it by saying nothing.
      maxTokens: reasonsFirst(connection) ? 1024 : 16,
      temperature: 0.5,
      topP: 0.9,
      presencePenalty: 0.5,
      frequencyPenalty: 0.5,
      stops: ['\nQuestion:'],
    },
    seed: 1,
  };
}

/** Whether a model answered a probe: one that says nothing can be asked all the same. */
export function isProbeAnswered(outcome: Outcome): boolean {
  return outcome.kind === 'reply' || outcome.failure.kind === 'empty-reply';
}

/** Whether an outcome shows that its model reasons before it answers. */
export function showsReasoning(outcome: Outcome): boolean {
  if (outcome.kind === 'failure') return false;
  return outcome.hasReasoned === true || isWithoutAnswer(outcome);
}
