// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { TaskStatus } from '#core/model/task.ts';
import { ReviewActions } from '#state/review/review-actions.svelte.ts';
import { ReviewBulk } from '#state/review/review-bulk.svelte.ts';
import type { ReviewProject } from '#state/review/review-ports.ts';
import { ReviewSelection } from '#state/review/review-selection.svelte.ts';
import { ReviewSession } from '#state/review/review-session.svelte.ts';
import { numberedTasks, openReview } from '#tests/support/open-review.ts';

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

interface Opened {
  readonly session: ReviewSession;
  readonly selection: ReviewSelection;
  readonly bulk: ReviewBulk;
  readonly actions: ReviewActions;
  readonly project: ReviewProject;
}

/** The newest come first, so that task `count` is the first row. */
async function open(count: number): Promise<Opened> {
  const { pool, project, close } = await openReview(numberedTasks(count));
  const session = new ReviewSession(pool, project, () => undefined);
  cleanups.push(() => session.close(), close);
  await session.open();
  await vi.waitUntil(() => session.rows.result?.isLoading === false && session.place >= 0);
  const selection = new ReviewSelection(pool, session);
  const bulk = new ReviewBulk(session, selection, pool, project);
  return { session, selection, bulk, actions: new ReviewActions(session, project), project };
}

const rejected = (session: ReviewSession): number =>
  session.rows.result?.facets.status.rejected ?? 0;

async function statusOf(project: ReviewProject, id: number): Promise<TaskStatus | undefined> {
  const detail = await project.taskDetail(id);
  return detail.ok ? detail.value.task.human?.verdict : undefined;
}

test('rows are picked one by one and taken out again', async () => {
  const { selection } = await open(20);
  await selection.toggle(7);
  await selection.toggle(3);
  expect([selection.count, selection.listed, selection.has(7)]).toEqual([2, 2, true]);
  await selection.toggle(7);
  expect(Array.from(selection.ids())).toEqual([3]);
  selection.clear();
  expect([selection.count, selection.has(3)]).toEqual([0, false]);
});

test('a range goes from the last pick to a row, longer than what is fetched, and can shrink', async () => {
  const { selection } = await open(500);
  await selection.toggle(400);
  await selection.extendTo(400, 1);
  expect([selection.count, selection.has(400), selection.has(100), selection.has(99)]).toEqual([
    ...[301, true, true, false],
  ]);
  await selection.extendTo(102, 1);
  expect(Array.from(selection.ids())).toEqual([398, 399, 400]);
  await selection.extendTo(98, 1);
  expect(Array.from(selection.ids())).toEqual([400, 401, 402]);
});

test('where nothing was picked a range begins where the person was', async () => {
  const { selection } = await open(20);
  await selection.extendTo(2, 20);
  expect(Array.from(selection.ids())).toEqual([18, 19, 20]);
});

test('what is picked stays so in another order and under other filters', async () => {
  const { session, selection } = await open(40);
  await selection.toggle(12);
  await selection.toggle(30);
  session.filters.setText('number 12');
  await vi.waitUntil(() => session.rows.result?.matches === 1);
  await selection.recount();
  expect([selection.count, selection.listed]).toEqual([2, 1]);
  await selection.selectAll();
  expect(Array.from(selection.ids())).toEqual([12, 30]);
  session.filters.clear();
  session.filters.setSort('oldest');
  await vi.waitUntil(() => session.rows.query?.sort === 'oldest');
  await selection.selectAll();
  expect([selection.count, selection.listed]).toEqual([40, 40]);
});

test('without a selection everything that matches is meant, as one step that can be undone', async () => {
  const { session, bulk, actions } = await open(700);
  session.filters.setText('number 6');
  await vi.waitUntil(() => session.rows.result?.matches === 214);
  const which = ' that match ‘number 6’';
  expect(bulk.target).toEqual({ isSelection: false, count: 214, unlisted: 0, which });
  const label = 'Rejected 214 tasks that match ‘number 6’: unclear';
  const change = { verdict: 'rejected', rejectReason: 'unclear' } as const;
  expect(await bulk.mark(change)).toEqual({ kind: 'done', label });
  await vi.waitUntil(() => rejected(session) === 214);
  expect(await actions.undo()).toEqual({ kind: 'done', label });
  await vi.waitUntil(() => rejected(session) === 0);
});

test('while a search is refused nothing is done to the rows of the one before', async () => {
  const { session, selection, bulk } = await open(12);
  session.filters.setText('"half');
  await vi.waitUntil(() => session.rows.problem !== null);
  expect([session.rows.count, bulk.isReady]).toEqual([12, false]);
  expect(bulk.problem).toMatch(/from before this search/u);
  expect(await bulk.mark({ verdict: 'rejected', rejectReason: null })).toEqual({
    ...{ kind: 'failed', message: bulk.problem },
  });
  expect(await bulk.read()).toBeNull();
  await selection.selectAll();
  expect(selection.count).toBe(0);
  await selection.toggle(7);
  expect([bulk.problem, bulk.isReady]).toEqual([null, true]);
  selection.clear();
  session.filters.setText('number 1');
  await vi.waitUntil(() => session.rows.problem === null && session.rows.count === 4);
  expect([bulk.problem, bulk.isReady]).toEqual([null, true]);
});

test('with a selection only that is meant, also what is not in the list', async () => {
  const { session, selection, bulk, project } = await open(60);
  await selection.toggle(5);
  await selection.toggle(50);
  session.filters.setText('number 50');
  await vi.waitUntil(() => session.rows.result?.matches === 1);
  await selection.recount();
  expect(bulk.target).toMatchObject({ isSelection: true, count: 2, unlisted: 1 });
  expect(await bulk.mark({ addTags: ['odd'] })).toMatchObject({
    label: 'Tagged 2 tasks of a selection: odd',
  });
  expect(selection.count).toBe(2);
  await bulk.mark({ verdict: 'rejected', rejectReason: null });
  expect(selection.count).toBe(0);
  const verdicts = [5, 50, 6].map((id) => statusOf(project, id));
  expect(await Promise.all(verdicts)).toEqual(['rejected', 'rejected', undefined]);
});
