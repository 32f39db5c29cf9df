import type { ModelConnection } from '#core/model/connection.ts';

/** Remembers per model which parameters it refuses, so that each is refused only once. */
export interface RefusalMemory {
  /** What is known so far; empty where nothing is. */
  readonly recall: (connection: ModelConnection) => Promise<readonly string[]>;
  /** Called with the whole list whenever it grows. */
  readonly note: (connection: ModelConnection, refused: readonly string[]) => void;
}
