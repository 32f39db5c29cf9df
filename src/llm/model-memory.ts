import type { ModelConnection } from '#core/model/connection.ts';
import type { LearntModel } from '#core/providers/learnt-model.ts';

/** Remembers what models were found to be like, so that nothing is found out twice. */
export interface ModelMemory {
  /** What is known so far of a model at its address. */
  readonly recall: (connection: ModelConnection) => Promise<LearntModel>;
  /** Adds what was found out. */
  readonly note: (connection: ModelConnection, more: Partial<LearntModel>) => void;
}
