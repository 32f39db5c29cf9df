import type { ModelConnection } from '#core/model/connection.ts';
import type { Complete } from '#core/model/model-call.ts';
import type { ModelMemory } from '#llm/model-memory.ts';
import type { MeaningPorts } from './meaning-desk.ts';

/** What a run needs beside the project. */
export interface DriverPorts extends MeaningPorts {
  readonly createModel: (
    connection: ModelConnection,
    key: string | null,
    seed: number,
  ) => Promise<Complete>;
  /** What this browser remembers of models. */
  readonly memory: ModelMemory;
  /** The most calls at once that the browser can carry to a connection. */
  readonly mostInFlight: (connection: ModelConnection) => number;
}
