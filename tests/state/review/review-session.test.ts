// @vitest-environment happy-dom
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { readReviewAddress } from '#core/review/review-address.ts';
import type { ReviewPool, ReviewProject } from '#state/review/review-ports.ts';
import { ReviewActions } from '#state/review/review-actions.svelte.ts';
import { ReviewSession } from '#state/review/review-session.svelte.ts';
import type { RouteQuery } from '#state/shell/route.ts';
import { numberedTasks, openReview } from '#tests/support/open-review.ts';

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

interface Opened {
  readonly session: ReviewSession;
  readonly actions: ReviewActions;
  readonly addresses: { fields: RouteQuery; mode: 'push' | 'replace' }[];
  readonly pool: ReviewPool;
  readonly project: ReviewProject;
}

async function open(count: number, fields: RouteQuery = {}): Promise<Opened> {
  const { pool, project, close } = await openReview(numberedTasks(count));
  const addresses: Opened['addresses'] = [];
  const session = new ReviewSession(pool, project, (to, mode) => {
    addresses.push({ fields: to, mode });
  });
  const actions = new ReviewActions(session, project);
  cleanups.push(() => session.close(), close);
  session.show(readReviewAddress(fields));
  await session.open();
  await vi.waitUntil(() => session.rows.result?.isLoading === false && session.place >= 0);
  return { session, actions, addresses, pool, project };
}

function lastOf(addresses: Opened['addresses']): Opened['addresses'][number] {
  const [last] = addresses.slice(-1);
  if (last === undefined) throw new Error('no address was written');
  return last;
}

const matches = (session: ReviewSession): number | undefined => session.rows.result?.matches;

test('shows the newest tasks and looks at the first one', async () => {
  const { session } = await open(200);
  expect(session.rows.count).toBe(200);
  expect(session.rows.row(0)?.instruction).toBe('Describe object number 200');
  expect([session.taskId, session.place]).toEqual([200, 0]);
});

test('an address brings back filters, search, order and the task', async () => {
  const { session } = await open(200, { q: 'number 15', sort: 'oldest', task: '153' });
  expect(session.query).toEqual({ text: 'number 15', sort: 'oldest' });
  // 15, 115 and 150 to 159: words are found anywhere, inside other words too.
  expect(session.rows.count).toBe(12);
  expect(session.rows.row(session.place)?.id).toBe(153);
});

test('a filter is a step for the back button, typing and moving are not', async () => {
  const { session, addresses } = await open(60);
  session.filters.toggle('status', 'rejected');
  await vi.waitUntil(() => matches(session) === 0);
  await vi.waitUntil(() => addresses.length > 0);
  expect(lastOf(addresses)).toEqual({ fields: { status: 'rejected' }, mode: 'push' });
  expect(session.taskId).toBeNull();
  session.filters.toggle('status', 'rejected');
  await vi.waitUntil(() => lastOf(addresses).fields['status'] === undefined);
  session.filters.setText('number 6');
  await vi.waitUntil(() => matches(session) === 7);
  await vi.waitUntil(() => lastOf(addresses).fields['q'] !== undefined);
  expect(lastOf(addresses)).toEqual({ fields: { q: 'number 6', task: '60' }, mode: 'replace' });
});

test('a filter that is chosen while typing still counts takes the typed text along', async () => {
  const { session } = await open(60);
  session.filters.setText('number 6');
  session.filters.toggle('origin', 'imported');
  expect(session.query).toEqual({ text: 'number 6', origin: ['imported'], sort: 'newest' });
  await vi.waitUntil(() => matches(session) === 7);
  session.filters.setText('');
  session.filters.setSort('oldest');
  expect(session.query).toEqual({ origin: ['imported'], sort: 'oldest' });
  session.filters.setText('number 7');
  session.filters.clear();
  await vi.waitUntil(() => matches(session) === 60);
  expect(session.query).toEqual({ sort: 'oldest' });
});

test('its own writing in the address changes nothing, anything else is followed', async () => {
  const { session, addresses } = await open(60);
  session.filters.toggle('origin', 'imported');
  await vi.waitUntil(() => addresses.length > 0);
  const written = lastOf(addresses).fields;
  await session.moveTo(3);
  session.show(readReviewAddress(written));
  expect(session.taskId).not.toBeNull();
  session.show(readReviewAddress({ task: '7' }));
  await vi.waitUntil(() => session.rows.query?.origin === undefined && session.place === 53);
  expect(session.taskId).toBe(7);
});

test('another order begins with its own first task, not with that of the rows before', async () => {
  const { session } = await open(60);
  session.filters.setSort('oldest');
  session.selectFirst(true);
  await vi.waitUntil(() => session.place === 0 && session.rows.query?.sort === 'oldest');
  expect(session.taskId).toBe(1);
});

test('until the first task of another query is there the one before may stay in sight', async () => {
  const { session } = await open(60);
  expect(session.isChoosing).toBe(false);
  session.filters.setText('number 7');
  expect([session.taskId, session.isChoosing]).toEqual([null, true]);
  await vi.waitUntil(() => session.taskId === 57 || session.taskId === 7);
  expect(session.isChoosing).toBe(false);
  session.filters.toggle('status', 'rejected');
  await vi.waitUntil(() => matches(session) === 0);
  expect([session.taskId, session.isChoosing]).toEqual([null, false]);
  session.filters.setText('"half');
  await vi.waitUntil(() => session.rows.problem !== null);
  expect(session.isChoosing).toBe(false);
});

test('moves through a list longer than what is fetched at once, and stops at its ends', async () => {
  const { session } = await open(500);
  await session.move(-1);
  expect(session.taskId).toBe(500);
  await session.move(300);
  expect([session.taskId, session.place]).toEqual([200, 300]);
  await session.moveTo(100_000);
  expect(session.taskId).toBe(1);
  await session.move(1);
  expect(session.taskId).toBe(1);
});

test('a verdict goes on to the next task, which takes the place of the one that left', async () => {
  const { session, actions } = await open(60, { status: 'accepted' });
  await session.moveTo(5);
  expect(session.taskId).toBe(55);
  await actions.judge('rejected');
  await vi.waitUntil(() => matches(session) === 59);
  expect(session.taskId).toBe(54);
  await vi.waitUntil(() => session.place === 5);
});

test('undo takes the verdict back and shows its task again', async () => {
  const { session, actions } = await open(60, { status: 'accepted' });
  await session.moveTo(5);
  await actions.judge('rejected');
  await actions.judge('rejected');
  await vi.waitUntil(() => matches(session) === 58);
  expect(await actions.undo()).toEqual({ kind: 'done', label: 'Rejected task 54' });
  expect(session.taskId).toBe(54);
  await vi.waitUntil(() => matches(session) === 59 && session.isInResult);
  expect(await actions.redo()).toEqual({ kind: 'done', label: 'Rejected task 54' });
  await vi.waitUntil(() => matches(session) === 58);
});

test('the last task of a filter leaves the selection empty-handed but alive', async () => {
  const { session, actions } = await open(3, { status: 'accepted' });
  for (let i = 0; i < 3; i += 1) await actions.judge('rejected');
  await vi.waitUntil(() => matches(session) === 0);
  expect(session.isInResult).toBe(false);
  await session.move(1);
  await session.move(-1);
  expect(await actions.judge('accepted')).toMatchObject({ kind: 'done' });
});

test('where only the list is shown, no task is looked at by itself', async () => {
  const { pool, project, close } = await openReview(numberedTasks(5));
  const session = new ReviewSession(pool, project, () => undefined);
  cleanups.push(() => session.close(), close);
  session.selectFirst(false);
  await session.open();
  await vi.waitUntil(() => session.rows.count === 5);
  flushSync();
  expect(session.taskId).toBeNull();
});

test('where the task hides the list, moving only points at rows until one is opened', async () => {
  const { pool, project, close } = await openReview(numberedTasks(5));
  const addresses: Opened['addresses'] = [];
  const session = new ReviewSession(pool, project, (to, mode) => {
    addresses.push({ fields: to, mode });
  });
  cleanups.push(() => session.close(), close);
  session.selectFirst(false);
  await session.open();
  await vi.waitUntil(() => session.rows.count === 5);
  await session.move(1);
  await session.move(1);
  expect([session.taskId, session.shownId, session.isListHidden]).toEqual([4, null, false]);
  session.openTask();
  await vi.waitUntil(() => addresses.length > 0);
  expect(lastOf(addresses)).toEqual({ fields: { task: '4' }, mode: 'push' });
  await session.move(1);
  expect([session.shownId, session.isListHidden]).toEqual([3, true]);
  session.closeTask();
  expect([session.taskId, session.shownId, session.reveal]).toEqual([3, null, { place: 2 }]);
  await vi.waitUntil(() => addresses.length > 1);
  session.openTask();
  await vi.waitUntil(() => addresses.length > 2);
  // The back button.
  session.show(readReviewAddress({}));
  await vi.waitUntil(() => session.place === 2);
  expect([session.taskId, session.shownId]).toEqual([3, null]);
  session.filters.setSort('oldest');
  expect([session.taskId, session.shownId]).toEqual([null, null]);
});
