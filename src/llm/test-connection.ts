import type { ConnectionTest } from '#core/contracts/connection-test.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { AbortSignalLike, Complete, ModelCall, Outcome } from '#core/model/model-call.ts';
import { isWithoutAnswer } from '#core/parsing/chat-habits.ts';
import { reasonsFirst } from '#core/providers/reasons-first.ts';
import { createModel, type ModelRealm } from './create-model.ts';

/** Parameters that can be refused one after the other, both names of the token limit, and one more. */
const MOST_TRIES = 8;
const LONGEST_TEXT = 200;

/**
 * Asks the model one short question with everything that a recipe may send, so that what it refuses
 * comes to light before a run. Sends again only after a refusal; any other failure is the result.
 */
export async function testConnection(
  connection: ModelConnection,
  key: string | null,
  realm: ModelRealm,
): Promise<ConnectionTest> {
  let refused: readonly string[] = await realm.refusals.recall(connection);
  const refusals: ModelRealm['refusals'] = {
    recall: () => Promise.resolve(refused),
    note: (to, all) => {
      refused = all;
      realm.refusals.note(to, all);
    },
  };
  const complete = await createModel(connection, key, 1, { ...realm, refusals });
  const startedAt = Date.now();
  const outcome = await askPatiently(complete, trialCall(connection));
  const elapsedMs = Date.now() - startedAt;
  if (outcome.kind === 'failure' && outcome.failure.kind !== 'empty-reply') {
    return { isWorking: false, failure: outcome.failure };
  }
  const isReasoning = isWithoutAnswer(outcome);
  const { text, usage } = outcome.kind === 'reply' ? outcome : { text: '' };
  return {
    isWorking: true,
    text: text.trim().slice(0, LONGEST_TEXT),
    elapsedMs,
    ...(usage && { usage }),
    refused,
    ...(isReasoning && { reasonsFirst: true }),
  };
}

async function askPatiently(complete: Complete, call: ModelCall): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await complete(call, never);
    const isMended = outcome.kind === 'failure' && outcome.failure.isMended === true;
    if (!isMended || tries === MOST_TRIES) return outcome;
  }
}

function trialCall(connection: ModelConnection): ModelCall {
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

/** The trial ends by itself, at the connection's time-out at the latest. */
const never: AbortSignalLike = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};
