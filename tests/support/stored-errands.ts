import { expect } from 'vitest';
import { rebuildResults } from '#core/errands/rebuild-results.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import type { ErrandResult } from '#core/model/errand.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { ProjectDb } from '#data/project-db.ts';
import { storedProject } from './stored-sources.ts';

/** What a project's database holds of errands. */
export async function storedErrands(projectId: number) {
  const db = new ProjectDb(projectId);
  const errands = await db.errands.toArray();
  const requests = await db.errandRequests.toArray();
  const attempts = await db.errandAttempts.toArray();
  const pages = await db.errandPages.toArray();
  db.close();
  return { errands, requests, attempts, pages };
}

/** Holds stored results and tasks to what the rows alone say, bit for bit. */
export async function expectRebuilt(projectId: number): Promise<void> {
  const { errands, requests, attempts, pages } = await storedErrands(projectId);
  for (const errand of errands) {
    const own = requests.filter(({ errandId }) => errandId === errand.id);
    const rebuilt = rebuildResults(errand, own, attempts);
    const stored = pages.filter(({ errandId }) => errandId === errand.id);
    const results = stored.flatMap((page): readonly ErrandResult[] => page.results);
    expect(results).toEqual([...rebuilt.values()].sort((a, b) => a.taskId - b.taskId));
  }
  const { sources, tasks } = await storedProject(projectId);
  expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
}
