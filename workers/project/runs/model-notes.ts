import type { ModelConnection } from '#core/model/connection.ts';
import { mapConnections, modelName, type StepModels } from '#core/model/step-connection.ts';
import type { ModelNotes } from '#core/pipeline/ports.ts';
import { isKnownModel } from '#core/providers/known-model.ts';
import type { ModelMemory } from '#llm/model-memory.ts';

/** Joins a run or an errand to what this browser remembers of its models. */
export async function modelNotes(
  connections: readonly ModelConnection[],
  memory: ModelMemory,
): Promise<ModelNotes> {
  const probed = new Set<string>();
  for (const connection of connections) {
    const { isProbed } = await memory.recall(connection);
    if (isProbed === true) probed.add(modelName(connection));
  }
  return {
    isUnknown: (connection) => !isKnownModel(connection) && !probed.has(modelName(connection)),
    noteProbed: (connection) => memory.note(connection, { isProbed: true }),
    noteReasonsFirst: (connection) => memory.note(connection, { reasonsFirst: true }),
  };
}

/** The models of a plan, with what is remembered of them where a person chose nothing. */
export async function withLearnt<M extends StepModels>(models: M, memory: ModelMemory): Promise<M> {
  const reasoners = new Set<string>();
  for (const each of [models.connection, ...Object.values(models.stepConnections ?? {})]) {
    const { reasonsFirst } = await memory.recall(each);
    if (reasonsFirst === true) reasoners.add(modelName(each));
  }
  const learnt = mapConnections(models, (each) =>
    each.reasonsFirst === undefined && reasoners.has(modelName(each))
      ? { ...each, reasonsFirst: true }
      : each,
  );
  return { ...models, ...learnt };
}
