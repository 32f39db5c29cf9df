import { afterEach, expect, test } from 'vitest';
import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { ComparisonRepository } from '#data/comparison-repository.ts';
import { ProjectDb } from '#data/project-db.ts';
import { openReview, type OpenedReview } from '#tests/support/open-review.ts';
import { ComparisonService } from '#workers/comparison/comparison-service.ts';
import { PoolService } from '#workers/pool/pool-service.ts';

let opened: OpenedReview | null = null;
const otherTabs: PoolService[] = [];

afterEach(async () => {
  for (const tab of otherTabs.splice(0)) tab.close();
  await opened?.close();
  opened = null;
});

const task = (instruction: string): ImportedTask => ({
  instruction,
  instances: [{ input: '', output: 'Nothing to say.' }],
  isClassification: null,
});

const count = 600;
const bird = 'Name a bird that sings at night';
const near = 'Name a bird that sings at noon';

/** Tasks over three pages that share no word, but for the first and the last one. */
const tasks = (): ImportedTask[] =>
  Array.from({ length: count }, (_, i) => {
    if (i === 0) return task(bird);
    return task(i === count - 1 ? near : `a${i} b${i} c${i} d${i}`);
  });

async function query(review: OpenedReview, change: Partial<TaskQuery> = {}) {
  const answer = await review.pool.query({ sort: 'oldest', ...change }, false);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

async function matching(review: OpenedReview, change: Partial<TaskQuery>): Promise<number[]> {
  return (await query(review, change)).start.map(({ id }) => id);
}

const uncompared = async (review: OpenedReview): Promise<number> =>
  (await query(review)).uncompared;

const scored = async (review: OpenedReview): Promise<number> =>
  (await query(review, { score: { min: 0 } })).matches;

async function openTasks(): Promise<OpenedReview> {
  opened = await openReview(tasks());
  await opened.pool.open(opened.project.id);
  return opened;
}

async function compare(review: OpenedReview): Promise<void> {
  const shares: number[] = [];
  const answer = await new ComparisonService().compare(review.project.id, (share) =>
    shares.push(share),
  );
  expect(answer).toEqual({ ok: true, value: count });
  expect(shares[0]).toBe(0);
  await expect.poll(() => scored(review)).toBe(count);
  expect(await uncompared(review)).toBe(0);
}

test('opened tasks are filtered, ordered and suspected by their nearest ones once all were compared', async () => {
  const review = await openTasks();
  await expect.poll(() => uncompared(review)).toBe(count);
  expect(await matching(review, { score: { min: 0.1 } })).toEqual([]);

  await compare(review);
  expect(await matching(review, { score: { min: 0.1 } })).toEqual([1, count]);
  expect(await matching(review, { score: { max: 0 } })).toHaveLength(64);
  expect(await matching(review, { near: count })).toEqual([1]);
  expect((await matching(review, { sort: '-score' })).slice(0, 2)).toEqual([count, 1]);
  const [first] = (await query(review, { near: count })).start;
  expect(first).toMatchObject({ id: 1, nearest: count, score: 6 / 7 });
  await expect.poll(() => matching(review, { suspicion: 'near-task' })).toEqual([1, count]);
});

test('a changed task and those that it was nearest to have none until all are compared again', async () => {
  const review = await openTasks();
  await compare(review);
  await review.project.editTask(count, { instruction: 'Describe the noon of life' });
  await expect.poll(() => uncompared(review)).toBe(2);
  expect(await matching(review, { score: { min: 0.1 } })).toEqual([]);
  await expect.poll(() => matching(review, { suspicion: 'near-task' })).toEqual([]);

  await review.project.undo();
  await expect.poll(() => matching(review, { score: { min: 0.1 } })).toEqual([1, count]);
  await review.project.editTask(count, { instruction: 'Describe the noon of life' });
  await expect.poll(() => uncompared(review)).toBe(2);
  await compare(review);
  expect(await matching(review, { score: { min: 0.1 } })).toEqual([]);
});

test('what has a rejected task as its nearest one has none; with the verdict gone it has it again', async () => {
  const review = await openTasks();
  await compare(review);
  await review.project.setVerdict([count], 'rejected', 'Rejected a task');
  await expect.poll(() => uncompared(review)).toBe(1);
  // The rejected one still says what it was too near to.
  expect(await matching(review, { score: { min: 0.1 } })).toEqual([count]);
  await review.project.setVerdict([count], null, 'Took a verdict back');
  await expect.poll(() => matching(review, { score: { min: 0.1 } })).toEqual([1, count]);
});

test('it is there after a reload, in another tab too, and in no log', async () => {
  const review = await openTasks();
  const before = await review.undoLabel();
  const tab = new PoolService();
  otherTabs.push(tab);
  await tab.open(review.project.id);
  await compare(review);
  const follows = async (service: PoolService): Promise<number | undefined> => {
    const answer = await service.query({ sort: 'oldest', score: { min: 0 } });
    return answer.ok ? answer.value.matches : undefined;
  };
  await expect.poll(() => follows(tab)).toBe(count);
  const reloaded = new PoolService();
  otherTabs.push(reloaded);
  await reloaded.open(review.project.id);
  await expect.poll(() => follows(reloaded)).toBe(count);
  expect(await review.undoLabel()).toBe(before);
});

test('of tasks that were edited meanwhile an old result says nothing', async () => {
  const review = await openTasks();
  await compare(review);
  const db = new ProjectDb(review.project.id);
  const stored = await new ComparisonRepository(db).read();
  db.close();
  expect(stored?.ids).toHaveLength(count);
  review.pool.stop();
  await review.project.editTask(count, { instruction: 'Describe the noon of life' });
  await review.pool.open(review.project.id);
  await expect.poll(() => uncompared(review)).toBe(2);
});
