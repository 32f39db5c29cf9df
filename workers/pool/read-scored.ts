import type { Task } from '#core/model/task.ts';
import type { ErrandRepository } from '#data/errand-repository.ts';
import type { ProjectRepository } from '#data/project-repository.ts';

/** Reads pages of tasks, with the newest score of a model laid over those that have one. */
export async function readScored(
  pages: readonly number[],
  repository: ProjectRepository,
  errands: ErrandRepository,
): Promise<ReadonlyMap<number, readonly Task[]>> {
  const [found, scores] = await Promise.all([repository.pages(pages), errands.scoresAt(pages)]);
  if (scores.size === 0) return found;
  return new Map(
    [...found].map(([page, tasks]) => [page, tasks.map((task) => scored(task, scores))]),
  );
}

function scored(task: Task, scores: ReadonlyMap<number, number>): Task {
  const modelScore = scores.get(task.id);
  return modelScore === undefined ? task : { ...task, modelScore };
}
