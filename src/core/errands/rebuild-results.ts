import type { Errand, ErrandAttempt, ErrandRequest, ErrandResult } from '#core/model/errand.ts';
import type { RequestId, TaskId } from '#core/model/ids.ts';
import { resultOf } from './answer-of.ts';

/**
 * What an errand has for each task, from its requests and attempts alone: the same rows give the
 * same results, bit for bit. A later request about a task replaces an earlier one.
 */
export function rebuildResults(
  errand: Pick<Errand, 'kind' | 'scale'>,
  requests: readonly ErrandRequest[],
  attempts: readonly ErrandAttempt[],
): Map<TaskId, ErrandResult> {
  const last = lastAttempts(attempts);
  const results = new Map<TaskId, ErrandResult>();
  for (const request of [...requests].sort((a, b) => a.id - b.id)) {
    const attempt = last.get(request.id);
    if (attempt !== undefined) results.set(request.taskId, resultOf(errand, request, attempt));
  }
  return results;
}

/** The attempt that ended each request; requests that are still open have none. */
export function lastAttempts(attempts: readonly ErrandAttempt[]): Map<RequestId, ErrandAttempt> {
  const ended = attempts.filter(
    ({ outcome, isGivenUp }) => outcome.kind === 'reply' || isGivenUp === true,
  );
  return new Map(ended.sort((a, b) => a.id - b.id).map((one) => [one.requestId, one]));
}
