import Dexie from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import type { QueryResult } from '#core/contracts/pool-api.ts';
import type { Task } from '#core/model/task.ts';
import { bitOf } from '#core/suspicions/check-task.ts';
import { ProjectDb, tasksPerPage } from '#data/project-db.ts';
import { PoolService } from '#workers/pool/pool-service.ts';

const id = 4711;
const cleanups: (() => void)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0)) clean();
  await Dexie.delete(ProjectDb.nameOf(id));
});

const taskOf = (taskId: number, output: string): Task => ({
  ...{ id: taskId, origin: 'imported', status: 'accepted', stage: 'instanced' },
  ...{ instruction: `Name bird number ${taskId}`, instances: [{ input: '', output }] },
  ...{ isClassification: null, createdAt: 0 },
});

const count = tasksPerPage + 3;
const allTasks = (): Task[] =>
  Array.from({ length: count }, (_, i) => taskOf(i + 1, i === 1 ? '' : `It is bird ${i + 1}.`));

async function write(db: ProjectDb, tasks: readonly Task[]): Promise<void> {
  await db.taskPages.bulkPut([
    { page: 0, tasks: tasks.slice(0, tasksPerPage) },
    { page: 1, tasks: tasks.slice(tasksPerPage) },
  ]);
}

/** Opens the project and waits until suspicions were asked about every task. */
async function checkedPool(): Promise<{ service: PoolService; found: readonly number[] }> {
  const service = new PoolService();
  cleanups.push(() => service.close());
  await service.open(id);
  const ask = async (): Promise<QueryResult> => {
    const result = await service.query({ suspicion: 'any', sort: 'oldest' });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  await vi.waitUntil(async () => {
    const { isLoading, unchecked } = await ask();
    return !isLoading && unchecked === 0;
  });
  return { service, found: Array.from(await service.idsOf((await ask()).resultId)) };
}

/** A project that was checked before, whose kept answers all say that a task is cut. */
async function projectWithMarkedAnswers(): Promise<ProjectDb> {
  const db = new ProjectDb(id);
  cleanups.push(() => db.close());
  await write(db, allTasks());
  const { service, found } = await checkedPool();
  expect(found).toEqual([2]);
  const keptKeys = async (): Promise<number> =>
    (await db.suspicionPages.toArray()).flatMap(({ keys }) => [...keys]).filter(Boolean).length;
  await vi.waitUntil(async () => (await keptKeys()) === count, { timeout: 5_000 });
  service.close();
  await db.suspicionPages.toCollection().modify((page) => {
    page.bits.fill(bitOf('cut-output'));
  });
  return db;
}

test('what was found is known at the next opening, and only what changed is checked again', async () => {
  const db = await projectWithMarkedAnswers();
  const tasks = allTasks();
  tasks[4] = taskOf(5, 'It is another bird.');
  tasks[5] = { ...taskOf(6, 'It is bird 6.'), human: { dismissed: ['cut-output'] } };
  tasks[6] = { ...taskOf(7, 'It is bird 7.'), human: { rating: 4 } };
  await write(db, tasks);
  const { found } = await checkedPool();
  const others = tasks.map((task) => task.id).filter((one) => one !== 5 && one !== 6);
  expect(found).toEqual(others);
});

test('what was found under another plan is not taken', async () => {
  const db = await projectWithMarkedAnswers();
  await db.settings.put({ key: 'suspicions', value: { 'empty-output': { isOff: true } } });
  expect((await checkedPool()).found).toEqual([]);
});
