import type { TaskId } from './ids.ts';
import type { MeaningSpace } from './recipe.ts';
import type { Neighbour } from './task.ts';

/** How near an item was to its nearest pool member (cosine) when its reply took effect. */
export interface MeaningScore {
  /** The item's own id. */
  readonly id: TaskId;
  /** Null where there was none: an empty pool, or a text without a word. */
  readonly nearest: Neighbour | null;
}

/**
 * What embeddings said of the items of a reply that came as far. The log keeps it, so that tasks
 * follow from the log alone: no fold needs a model.
 */
export interface MeaningRecord {
  readonly space: string;
  readonly scores: readonly MeaningScore[];
}

/** The name under which scores of a space are recorded. */
export function spaceName(space: MeaningSpace): string {
  return space.kind === 'lexical' ? 'lexical' : space.space;
}
