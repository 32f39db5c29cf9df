import { addLearnt, nothingLearnt, type LearntModel } from '#core/providers/learnt-model.ts';
import type { ModelMemory } from '#llm/model-memory.ts';

/** A memory that holds every model for probed before, and keeps nothing. */
export const nothingKept: ModelMemory = {
  recall: () => Promise.resolve({ refused: [], isProbed: true }),
  note: () => undefined,
};

/** A memory that keeps by name what models are like in `noted`. */
export function memoryIn(noted: Map<string, LearntModel>): ModelMemory {
  return {
    recall: ({ model }) => Promise.resolve(noted.get(model) ?? nothingLearnt),
    note: ({ model }, more) =>
      void noted.set(model, addLearnt(noted.get(model) ?? nothingLearnt, more)),
  };
}
