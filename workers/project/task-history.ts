import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { RequestId, TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Task } from '#core/model/task.ts';
import { taskHistory, type AppliedCall, type HistoryLine } from '#core/review/task-history.ts';
import { pageOf, type ProjectRepository } from '#data/project-repository.ts';
import type { LogBook } from './log-book.ts';

/** Everything that happened to a task, read from disk; works for followers too. */
export async function historyOf(
  id: TaskId,
  repository: ProjectRepository,
  book: LogBook,
): Promise<Result<readonly HistoryLine[], ProjectFailure>> {
  const page = (await repository.pages([pageOf(id)])).get(pageOf(id)) ?? [];
  const task = page.find((each) => each.id === id);
  if (task === undefined) {
    return failure({ kind: 'not-found', message: `There is no task ${id} here.` });
  }
  await book.catchUp();
  const calls = await callsAbout(task, repository, book);
  const entryAt = (seq: number) => book.personEntry(seq);
  return success(taskHistory(task, { people: book.people, entryAt, calls }));
}

/** The calls that took effect on a task: the one that proposed it, and those that asked about it. */
async function callsAbout(
  task: Task,
  repository: ProjectRepository,
  book: LogBook,
): Promise<AppliedCall[]> {
  const proposed: RequestId[] = task.provenance === undefined ? [] : [task.provenance.requestId];
  const requests = [
    ...(await repository.requests(proposed)),
    ...(await repository.requestsAbout(task.id)),
  ];
  const attempts = await repository.attemptsOf(requests.map((request) => request.id));
  return requests.flatMap((request) => {
    const applied = book.appliedAt(request.id);
    if (applied === undefined) return [];
    const attempt = attempts.find((each) => each.id === applied.attemptId);
    return [{ seq: applied.seq, at: applied.at, request, attempt }];
  });
}
