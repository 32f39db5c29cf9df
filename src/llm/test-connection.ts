import type { ConnectionTest } from '#core/contracts/connection-test.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { AbortSignalLike } from '#core/model/model-call.ts';
import { askPatiently } from '#core/pipeline/ask-patiently.ts';
import { addLearnt } from '#core/providers/learnt-model.ts';
import { isProbeAnswered, probeCall, showsReasoning } from '#core/providers/probe-call.ts';
import { createModel, type ModelRealm } from './create-model.ts';

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
  let learnt = await realm.memory.recall(connection);
  const memory: ModelRealm['memory'] = {
    recall: () => Promise.resolve(learnt),
    note: (to, more) => {
      learnt = addLearnt(learnt, more);
      realm.memory.note(to, more);
    },
  };
  const complete = await createModel(connection, key, 1, { ...realm, memory });
  const startedAt = Date.now();
  const outcome = await askPatiently(complete, probeCall(connection), never);
  const elapsedMs = Date.now() - startedAt;
  if (outcome.kind === 'failure' && !isProbeAnswered(outcome)) {
    return { isWorking: false, failure: outcome.failure };
  }
  const isReasoning = showsReasoning(outcome);
  memory.note(connection, { isProbed: true, ...(isReasoning && { reasonsFirst: true }) });
  const { text, usage } = outcome.kind === 'reply' ? outcome : { text: '' };
  return {
    isWorking: true,
    text: text.trim().slice(0, LONGEST_TEXT),
    elapsedMs,
    ...(usage && { usage }),
    refused: learnt.refused,
    ...(isReasoning && { reasonsFirst: true }),
  };
}

/** The trial ends by itself, at the connection's time-out at the latest. */
const never: AbortSignalLike = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};
