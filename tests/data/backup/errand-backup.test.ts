import { afterEach, expect, it } from 'vitest';
import { noSpending } from '#core/budget/budget.ts';
import { noErrandCounts } from '#core/errands/errand-counts.ts';
import { resultOf } from '#core/errands/answer-of.ts';
import { basisOf } from '#core/errands/task-basis.ts';
import type { Errand, ErrandAttempt, ErrandRequest } from '#core/model/errand.ts';
import { noCalls } from '#core/pipeline/funnel.ts';
import { errandTemplates } from '#core/prompts/errand-templates.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { restoreBackup } from '#data/backup/restore-backup.ts';
import { writeBackup } from '#data/backup/write-backup.ts';
import { ProjectDb } from '#data/project-db.ts';
import { plainTasks } from '#tests/support/memory-errand.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { storeProject } from '#tests/support/stored-project.ts';

const opened: ProjectDb[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

const watch = {
  signal: new AbortController().signal,
  onRows: () => undefined,
  onRead: () => undefined,
};

const key = 'sk-planted-in-an-address';

it('keeps errands with all that came of them, without keys, and at rest', async () => {
  const tasks = plainTasks(3);
  const db = await storeProject(tasks);
  opened.push(db);
  const errand: Errand = {
    ...errandTemplates.judge,
    ...{ id: 1, choice: '', todo: [[1, 3]], tasks: 3, next: 3, skipped: 0 },
    connection: { ...testConnection, baseUrl: `https://u:${key}@host.test/v1?key=${key}` },
    decoding: modernRecipe.generation,
    ...{ caps: {}, seed: 1, state: 'running', startedAt: 1, activeMs: 1 },
    ...{ counts: noErrandCounts, calls: noCalls, spent: noSpending },
  };
  const requests = tasks.map((task): ErrandRequest => ({
    ...{ id: task.id, errandId: 1, step: 'judge', index: task.id - 1, taskId: task.id },
    ...{ basis: basisOf(task), api: 'chat', promptTail: task.instruction, createdAt: 1 },
    decoding: modernRecipe.generation,
  }));
  const attempts = requests.map(({ id }): ErrandAttempt => ({
    ...{ id, requestId: id, startedAt: 1, endedAt: 2, booked: noSpending },
    outcome: { kind: 'reply', text: 'Score: 4\u2028', finishReason: 'stop' },
  }));
  const results = requests.map((request, at) => {
    const attempt = attempts[at];
    if (attempt === undefined) throw new Error('each request has an attempt');
    return resultOf(errand, request, attempt);
  });
  await db.errands.add(errand);
  await db.errandRequests.bulkAdd(requests);
  await db.errandAttempts.bulkAdd(attempts);
  await db.errandPages.add({ errandId: 1, page: 0, kind: 'judge', results });

  const { file } = await writeBackup(db, 'Test', 0, watch);
  const other = new ProjectDb(await restoreBackup(file, watch));
  opened.push(other);
  const [row] = await other.errands.toArray();
  expect(row).toEqual({
    ...errand,
    state: 'paused',
    connection: { ...errand.connection, baseUrl: 'https://host.test/v1' },
  });
  expect(await other.errandRequests.toArray()).toEqual(requests);
  expect(await other.errandAttempts.toArray()).toEqual(attempts);
  expect((await other.errandPages.toArray()).flatMap((page) => page.results)).toEqual(results);
});
