import type { Errand, ErrandAttempt, ErrandRequest, ErrandResult } from '#core/model/errand.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import type { RunPorts } from '#core/pipeline/ports.ts';

/** What the errand engine needs from the world. Promises of commits settle after they are on disk. */
export interface ErrandPorts extends Pick<
  RunPorts,
  'complete' | 'models' | 'now' | 'nextRequestId' | 'nextAttemptId' | 'waitUntil'
> {
  /** A task as it now stands. */
  task(id: TaskId): Task | undefined;
  /** What the errand has for a task so far. */
  result(id: TaskId): ErrandResult | undefined;
  commitIntents(requests: readonly ErrandRequest[], errand: Errand): Promise<void>;
  /** Raw outcomes, before anything is parsed. */
  commitAttempts(attempts: readonly ErrandAttempt[], errand: Errand): Promise<void>;
  commitResults(results: readonly ErrandResult[], errand: Errand): Promise<void>;
  commitErrand(errand: Errand): Promise<void>;
}
