import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { QualitySummary, QualityView } from '#core/contracts/quality-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { QualityReview, QualityRow } from '#core/model/quality.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Task } from '#core/model/task.ts';
import { standingOf } from '#core/quality/item-standing.ts';
import { isAnswered } from '#core/quality/tally.ts';
import { pageOf, type ProjectRepository } from '#data/project-repository.ts';
import type { QualityRepository } from '#data/quality-repository.ts';
import type { OpenProject } from './open-project.ts';

/** All quality reviews of a project, the newest first, read from disk; works for followers too. */
export async function qualitySummaries(repository: QualityRepository): Promise<QualitySummary[]> {
  const reviews = await repository.reviews();
  const newestFirst = reviews.sort((one, other) => other.startedAt - one.startedAt);
  return Promise.all(
    newestFirst.map(async (review) => summaryOf(review, await repository.rowsOf(review.id))),
  );
}

function summaryOf(
  { items, ...review }: QualityReview,
  rows: readonly QualityRow[],
): QualitySummary {
  const answered = new Map<string, number>();
  for (const { reviewer, states } of rows) {
    if (states.length === 0) continue;
    const isDone = isAnswered(states.at(-1)?.answers ?? {});
    answered.set(reviewer, (answered.get(reviewer) ?? 0) + (isDone ? 1 : 0));
  }
  const reviewers = [...answered].map(([reviewer, count]) => ({ reviewer, answered: count }));
  return { ...review, size: items.length, reviewers };
}

/** A quality review with its answers and what became of its tasks. */
export async function qualityView(
  id: string,
  project: Pick<OpenProject, 'quality' | 'repository' | 'editing'>,
): Promise<Result<QualityView, ProjectFailure>> {
  const review = await project.quality.review(id);
  if (review === undefined) return noReview;
  const rows = await project.quality.rowsOf(id);
  const pool = project.editing?.writer.state.pool;
  const ids = review.items.map(({ taskId }) => taskId);
  const onDisk = pool === undefined ? await tasksOnDisk(ids, project.repository) : undefined;
  const standings = review.items.map((item) =>
    standingOf(item, pool?.get(item.taskId) ?? onDisk?.get(item.taskId), review),
  );
  return success({ review, standings, rows });
}

async function tasksOnDisk(
  ids: readonly TaskId[],
  repository: ProjectRepository,
): Promise<ReadonlyMap<TaskId, Task>> {
  const pages = await repository.pages([...new Set(ids.map(pageOf))]);
  const wanted = new Set(ids);
  const tasks = [...pages.values()].flat().filter(({ id }) => wanted.has(id));
  return new Map(tasks.map((task) => [task.id, task]));
}

/** Said where a review is asked for that is not there. */
export const noReview: Result<never, ProjectFailure> = failure({
  kind: 'not-found',
  message: 'This project has no such quality review.',
});
