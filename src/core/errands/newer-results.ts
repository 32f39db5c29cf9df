import type { ErrandResult } from '#core/model/errand.ts';
import type { TaskId } from '#core/model/ids.ts';

/**
 * Of results that came together, those that count: one a task, of its latest request. What comes of
 * a request that a later one has replaced, in `known` or among them, counts no more, however late it
 * comes: results must follow from the rows alone, whose order is that of the requests.
 */
export function newerResults(
  found: readonly ErrandResult[],
  known: (id: TaskId) => ErrandResult | undefined,
): readonly ErrandResult[] {
  const newest = new Map<TaskId, ErrandResult>();
  for (const result of found) {
    const other = newest.get(result.taskId) ?? known(result.taskId);
    if (other === undefined || other.requestId <= result.requestId) {
      newest.set(result.taskId, result);
    }
  }
  return [...newest.values()];
}
