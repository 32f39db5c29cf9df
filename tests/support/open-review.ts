import type { PoolApi } from '#core/contracts/pool-api.ts';
import type { ProjectApi } from '#core/contracts/project-api.ts';
import { success } from '#core/model/result.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { isPlainAccept } from '#core/review/marks-rules.ts';
import type { ReviewPool, ReviewProject } from '#state/review/review-ports.ts';
import { PoolService } from '#workers/pool/pool-service.ts';
import { createTestService, importTasks, openNewProject } from './open-service.ts';

/** The pool worker's service, called as its handle would. */
function poolOf(service: PoolApi & { close(): void }): ReviewPool {
  return {
    open: async (id) => success(await service.open(id)),
    query: (query, _, placeOf) => service.query(query, placeOf),
    interrupt: () => undefined,
    rangesOf: () => Promise.resolve(null),
    rows: async (resultId, from, to) => success(await service.rows(resultId, from, to)),
    idsOf: async (resultId, from, to) => success(await service.idsOf(resultId, from, to)),
    checkIds: async (resultId, ids) => success(await service.checkIds(resultId, ids)),
    placeOf: async (resultId, id) => success(await service.placeOf(resultId, id)),
    suspicionReport: async (query) => success(await service.suspicionReport(query)),
    onChange: async (listener) => {
      await service.onChange(listener);
      return success(undefined);
    },
    stop: () => service.close(),
  };
}

/** The project worker's service, called as the session of an open project would. */
function projectOf(id: number, service: ProjectApi): ReviewProject {
  return {
    id,
    setVerdict: (ids, verdict, label) => service.setVerdict(ids, verdict, label),
    setMarks: (ids, change, label) => service.setMarks(ids, change, label),
    suspicionPlan: async () => success(await service.suspicionPlan()),
    setSuspicionPlan: (plan) => service.setSuspicionPlan(plan),
    editTask: (taskId, edit, seen) => service.editTask(taskId, edit, seen),
    undo: (sparesWhole) => service.undo(undefined, sparesWhole),
    redo: () => service.redo(),
    bulk: {
      mark: (ids, change, label, onProgress) =>
        isPlainAccept(change)
          ? service.setVerdict(ids, 'accepted', label, onProgress)
          : service.setMarks(ids, change, label, onProgress),
      replace: (packed, words, onProgress) => service.replaceMany(packed, words, onProgress),
      cancel: () => service.cancelStep(),
    },
    guards: {
      rejectContaminated: (found, label) => service.rejectContaminated(found, label),
    },
    history: {
      usedTags: async () => success(await service.usedTags()),
      ofTask: (taskId) => service.taskHistory(taskId),
    },
    views: {
      list: async () => success(await service.savedViews()),
      keep: (views) => service.keepViews(views),
    },
    taskDetail: (taskId) => service.taskDetail(taskId),
  };
}

export interface OpenedReview {
  readonly pool: ReviewPool;
  readonly project: ReviewProject;
  /** What undo would take back now. */
  readonly undoLabel: () => Promise<string | null>;
  readonly close: () => Promise<void>;
}

/** A new project with imported tasks, with the real services of both workers behind it. */
export async function openReview(tasks: readonly ImportedTask[]): Promise<OpenedReview> {
  const test = createTestService();
  const id = await openNewProject(test);
  await importTasks(test, tasks);
  const service = new PoolService();
  return {
    pool: poolOf(service),
    project: projectOf(id, test.service),
    undoLabel: async () => (await test.service.snapshot()).undoLabel,
    close: async () => {
      service.close();
      await test.service.close();
    },
  };
}

/** Plain imported tasks, numbered from 1: ids in an empty project. */
export const numberedTasks = (count: number): ImportedTask[] =>
  Array.from({ length: count }, (_, i) => ({
    instruction: `Describe object number ${i + 1}`,
    instances: [{ input: '', output: `It is number ${i + 1}.` }],
    isClassification: null,
  }));
