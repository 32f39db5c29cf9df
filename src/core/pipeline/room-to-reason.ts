import type { ModelConnection } from '#core/model/connection.ts';
import type { Outcome } from '#core/model/model-call.ts';
import type { Decoding } from '#core/model/recipe.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Task } from '#core/model/task.ts';
import { mapConnections, modelName, type StepModels } from '#core/model/step-connection.ts';
import { isWithoutAnswer } from '#core/parsing/chat-habits.ts';
import { showsReasoning } from '#core/providers/probe-call.ts';
import { reasonsFirst } from '#core/providers/reasons-first.ts';

/** Fewest tokens of a reply where a model reasons first, and after that was not enough once. */
const room = { classification: [1024, 4096], instance: [4096, 4096] } as const;

/** Replies about one task that may end before an answer until nobody asks for its type any more. */
const MOST_CUT_REPLIES = 2;

/** What a request about a task adds to its draft, by the model that it goes to. */
type Asking = Pick<ModelRequest, 'decoding' | 'mustAnswer'>;

/**
 * The decoding of step 2 or 3 for a task: with room for reasoning where the chat model reasons
 * first, or was cut before it came to an answer about this task. Text completion is asked as
 * published.
 */
export function askingFor(
  step: 'classification' | 'instance',
  decoding: Decoding,
  connection: ModelConnection,
  { cutReplies = 0 }: Task,
): Asking {
  if (connection.api !== 'chat') return { decoding };
  const level = cutReplies + (reasonsFirst(connection) ? 1 : 0);
  const least = level === 0 ? 0 : room[step][level === 1 ? 0 : 1];
  const maxTokens = Math.max(decoding.maxTokens, least);
  return { decoding: { ...decoding, maxTokens }, mustAnswer: true };
}

/** The tokens that a reply to an errand may have: with room where the chat model reasons first. */
export function errandTokens(maxTokens: number, connection: ModelConnection): number {
  const isReasoning = connection.api === 'chat' && reasonsFirst(connection);
  return isReasoning ? Math.max(maxTokens, room.instance[0]) : maxTokens;
}

/** The same models, a reply of one of which showed that it reasons first; null: nothing new. */
export function learnReasoning<M extends StepModels>(
  models: M,
  connection: ModelConnection,
  outcome: Outcome,
): M | null {
  if (connection.api !== 'chat' || connection.reasonsFirst !== undefined) return null;
  if (reasonsFirst(connection) || !showsReasoning(outcome)) return null;
  const name = modelName(connection);
  const learnt = mapConnections(models, (each) =>
    modelName(each) === name && each.reasonsFirst === undefined
      ? { ...each, reasonsFirst: true }
      : each,
  );
  return { ...models, ...learnt };
}

/** The task after a reply that ended before an answer; any other reply leaves it as it is. */
export function afterCut(task: Task, { mustAnswer }: ModelRequest, outcome: Outcome): Task {
  if (mustAnswer !== true || !isWithoutAnswer(outcome)) return task;
  return { ...task, cutReplies: (task.cutReplies ?? 0) + 1 };
}

/** Whether a model may still be asked for the type of a task. */
export function mayBeTyped({ cutReplies = 0 }: Task): boolean {
  return cutReplies < MOST_CUT_REPLIES;
}
