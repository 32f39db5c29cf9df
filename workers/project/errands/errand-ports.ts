import type { ErrandPorts } from '#core/errands/errand-ports.ts';
import type { Errand } from '#core/model/errand.ts';
import { withLimitsOf } from '#core/model/step-connection.ts';
import type { ErrandBook } from './errand-book.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { waitUntil } from '#workers/project/runs/run-ports.ts';

/** Joins an errand to the project’s database, the model and the clock. */
export async function errandPorts(
  { id, connection }: Errand,
  writer: ProjectWriter,
  book: ErrandBook,
  { complete, models }: Pick<ErrandPorts, 'complete' | 'models'>,
): Promise<ErrandPorts> {
  const ids = await book.repository.lastIds();
  const results = await book.results(id);
  // The limit that the browser sets is for this session only: the stored row keeps the user’s own.
  const stored = (errand: Errand): Errand => withLimitsOf(errand, { connection });
  return {
    complete,
    models,
    now: writer.ports.now,
    nextRequestId: () => (ids.requestId += 1),
    nextAttemptId: () => (ids.attemptId += 1),
    waitUntil: (time, wake) => waitUntil(time, wake, writer.ports.now),
    // The state is another one after the project was read anew, so it is asked for each time.
    task: (taskId) => writer.state.pool.get(taskId),
    result: (taskId) => results.get(taskId),
    commitIntents: (requests, errand) => book.commit({ errand: stored(errand), requests }),
    commitAttempts: (attempts, errand) => book.commit({ errand: stored(errand), attempts }),
    commitResults: async (found, errand) => {
      await book.commitResults(stored(errand), found);
    },
    commitErrand: (errand) => book.commit({ errand: stored(errand) }),
  };
}
