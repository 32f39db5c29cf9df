import type { CallRecord, ProjectFailure, TaskDetail } from '#core/contracts/project-api.ts';
import { indexSettings } from '#core/fold/index-settings.ts';
import { culpritOf, effectiveInstruction } from '#core/model/effective-task.ts';
import type { RequestId, TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Neighbour, Task } from '#core/model/task.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { pageOf, type ProjectRepository } from '#data/project-repository.ts';
import type { ProjectState } from './project-state.ts';
import type { ProjectWriter } from './project-writer.ts';

const NEAREST_SHOWN = 10;

/** A task with its provenance and neighbours, read from disk; works for followers too. */
export async function taskDetail(
  id: TaskId,
  repository: ProjectRepository,
  writer: ProjectWriter | null,
): Promise<Result<TaskDetail, ProjectFailure>> {
  const task = (await tasksById(repository, [id])).get(id);
  if (task === undefined) {
    return failure({ kind: 'not-found', message: `There is no task ${id} here.` });
  }
  const neighbours = task.novelty?.nearest ?? (await nearestNow(task, writer));
  const [nearest] = neighbours;
  const culpritId = culpritOf(task.rejection);
  const others = await tasksById(repository, [
    ...neighbours.map((neighbour) => neighbour.id),
    ...(culpritId === null ? [] : [culpritId]),
  ]);
  return success({
    // What is found now is newer than what comparing all tasks gave.
    task: task.novelty || nearest === undefined ? task : { ...task, compared: nearest },
    culprit: culpritId === null ? null : (others.get(culpritId) ?? null),
    nearest: neighbours.flatMap((neighbour) => {
      const other = others.get(neighbour.id);
      return other === undefined ? [] : [{ neighbour, task: other }];
    }),
    calls: await callsOf(task, repository),
    run: await runOf(task, repository),
  });
}

async function runOf(task: Task, repository: ProjectRepository): Promise<TaskDetail['run']> {
  const runId = task.provenance?.runId;
  const run = runId === undefined ? undefined : await repository.run(runId);
  if (run === undefined) return null;
  const { id, recipe, startedAt } = run;
  return { id, recipe, startedAt };
}

/** Neighbours that were never recorded are looked for when asked: imports, seeds, rejects. */
async function nearestNow(task: Task, writer: ProjectWriter | null): Promise<readonly Neighbour[]> {
  if (writer === null) return [];
  // What a run is writing need not be waited for where there is nothing to build.
  if (!writer.state.index.isPrepared) await writer.exclusive(() => prepareIndex(writer.state));
  return writer.state.index.nearest(effectiveInstruction(task), NEAREST_SHOWN, task.id);
}

async function prepareIndex({ index, run }: ProjectState): Promise<void> {
  if (index.isPrepared) return;
  await index.prepare(indexSettings(run ?? { recipe: modernRecipe }));
}

async function tasksById(
  repository: ProjectRepository,
  ids: readonly TaskId[],
): Promise<Map<TaskId, Task>> {
  const pages = await repository.pages([...new Set(ids.map(pageOf))]);
  const wanted = new Set(ids);
  const found = [...pages.values()].flat().filter((task) => wanted.has(task.id));
  return new Map(found.map((task) => [task.id, task]));
}

async function callsOf(task: Task, repository: ProjectRepository): Promise<CallRecord[]> {
  const { provenance } = task;
  if (provenance === undefined) return [];
  const { requestId, typeRequestId, instanceRequestId } = provenance;
  const ids = [requestId, typeRequestId, instanceRequestId].filter(
    (id): id is RequestId => id !== undefined,
  );
  const requests = await repository.requests(ids);
  const attempts = await repository.attemptsOf(ids);
  return Promise.all(
    requests.map(async (request) => ({
      request,
      prompt: ((await repository.text(request.prefixHash)) ?? '') + request.promptTail,
      attempts: attempts.filter((attempt) => attempt.requestId === request.id),
    })),
  );
}
