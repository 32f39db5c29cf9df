import type { TaskId } from '#core/model/ids.ts';
import type { Neighbour } from '#core/model/task.ts';

/** The better of two: the higher score, and of equal ones the lower id. */
export function better(best: Neighbour | null, id: TaskId, score: number): Neighbour {
  if (best === null || score > best.score) return { id, score };
  return score === best.score && id < best.id ? { id, score } : best;
}
