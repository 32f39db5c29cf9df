// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { ReviewColumns } from '#state/review/review-columns.svelte.ts';
import { ReviewSession } from '#state/review/review-session.svelte.ts';
import { ReviewSuspicions } from '#state/review/review-suspicions.svelte.ts';
import { ReviewViews } from '#state/review/review-views.svelte.ts';
import { numberedTasks, openReview, type OpenedReview } from '#tests/support/open-review.ts';

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

async function open(): Promise<OpenedReview & { session: ReviewSession; columns: ReviewColumns }> {
  const opened = await openReview(numberedTasks(30));
  const session = new ReviewSession(opened.pool, opened.project, () => undefined);
  cleanups.push(() => session.close(), opened.close);
  await session.open();
  await vi.waitUntil(() => session.rows.result?.isLoading === false);
  return { ...opened, session, columns: new ReviewColumns() };
}

function viewsOf(opened: Awaited<ReturnType<typeof open>>): ReviewViews {
  return new ReviewViews({ ...opened, suspicions: new ReviewSuspicions(opened.project) });
}

test('a view keeps filters, search, order and columns with the project', async () => {
  const opened = await open();
  const { session, columns } = opened;
  session.filters.setAll({ text: 'number 2', status: ['accepted'], sort: 'oldest' });
  columns.setShown('origin', true);
  expect(await viewsOf(opened).save(' Twos ')).toBeNull();

  session.filters.setAll({ sort: 'newest' });
  columns.reset();
  const later = viewsOf(opened);
  await later.load();
  expect(later.list.map(({ name }) => name)).toEqual(['Twos']);
  expect(later.current).toBeNull();
  const [view] = later.list;
  if (view === undefined) throw new Error('there is no view');
  await later.apply(view);
  expect(session.query).toEqual({ text: 'number 2', status: ['accepted'], sort: 'oldest' });
  expect(columns.has('origin')).toBe(true);
  expect(later.current).toEqual(view);
  expect(later.notice).toBeNull();
});

test('a view is renamed, replaced, deleted and brought back', async () => {
  const views = viewsOf(await open());
  await views.save('One');
  const [one] = views.list;
  if (one === undefined) throw new Error('there is no view');
  await views.rename(one, 'Two');
  await views.save('two');
  expect(views.list.map(({ name }) => name)).toEqual(['two']);
  const [two] = views.list;
  if (two === undefined) throw new Error('there is no view');
  await views.remove(two);
  await views.load();
  expect(views.list).toEqual([]);
  await views.restore(two);
  await views.load();
  expect(views.list).toEqual([two]);
});

test('what a view asks for and is gone is said until something else is shown', async () => {
  const opened = await open();
  const views = viewsOf(opened);
  const { session, project, columns } = opened;
  await project.setMarks([3], { addTags: ['poem'] }, 'Tagged task 3: poem');
  const query = { tag: ['poem', 'prose'], near: 44, sort: 'newest' } as const;
  const fields = { tag: 'poem,prose', near: '44' };
  await vi.waitUntil(() => session.changes > 0);
  await views.apply({ name: 'Odd', fields, columns: columns.layout });
  expect(session.query).toEqual(query);
  expect(views.notice?.gone).toEqual(['No task is tagged “prose”.', 'Task 44 is gone.']);
  session.filters.setSort('oldest');
  expect(views.notice).toBeNull();
});
