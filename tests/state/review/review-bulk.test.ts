// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { success } from '#core/model/result.ts';
import type { LargeStep } from '#state/project/large-step.ts';
import { ReviewBulk } from '#state/review/review-bulk.svelte.ts';
import type { ReviewPool, ReviewProject } from '#state/review/review-ports.ts';
import { ReviewSelection } from '#state/review/review-selection.svelte.ts';
import { ReviewSession } from '#state/review/review-session.svelte.ts';
import { numberedTasks, openReview } from '#tests/support/open-review.ts';

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

/** Answers of the pool that are held back from the time that `hold` is called until `letGo`. */
class HeldQueries {
  #wait: Promise<void> | null = null;
  #go: () => void = () => undefined;

  hold(): void {
    this.#wait = new Promise((resolve) => (this.#go = resolve));
  }

  letGo(): void {
    this.#wait = null;
    this.#go();
  }

  wrap = (pool: ReviewPool): ReviewPool => ({
    ...pool,
    query: async (...asked) => {
      await this.#wait;
      return pool.query(...asked);
    },
  });
}

interface Opened {
  readonly session: ReviewSession;
  readonly selection: ReviewSelection;
  readonly bulk: ReviewBulk;
  readonly project: ReviewProject;
  readonly held: HeldQueries;
  readonly undoLabel: () => Promise<string | null>;
  /** What was shown each time that something was heard of a step. */
  readonly steps: (LargeStep | null)[];
}

/** `onStep` is called each time that something is heard of a step. */
async function open(
  count: number,
  onStep: (bulk: ReviewBulk) => void = () => undefined,
  wrap = (pool: ReviewPool): ReviewPool => pool,
) {
  const opened = await openReview(numberedTasks(count));
  const held = new HeldQueries();
  const pool = held.wrap(wrap(opened.pool));
  const steps: (LargeStep | null)[] = [];
  const { undoLabel } = opened;
  const project: ReviewProject = {
    ...opened.project,
    bulk: {
      ...opened.project.bulk,
      mark: (ids, change, label, onProgress) =>
        opened.project.bulk.mark(ids, change, label, (done, total) => {
          onProgress(done, total);
          steps.push(bulk.step);
          onStep(bulk);
        }),
    },
  };
  const session = new ReviewSession(pool, project, () => undefined);
  cleanups.push(() => session.close(), opened.close);
  await session.open();
  await vi.waitUntil(() => session.rows.result?.isLoading === false && session.place >= 0);
  const selection = new ReviewSelection(pool, session);
  const bulk = new ReviewBulk(session, selection, pool, project);
  return { session, selection, bulk, project, held, undoLabel, steps } satisfies Opened;
}

const accepted = ({ session }: Opened): number => session.rows.result?.facets.verdict.accepted ?? 0;

test('a long step tells how far it is, and is one step of the undo log', async () => {
  const opened = await open(3_000);
  const { bulk, steps, undoLabel } = opened;
  const outcome = bulk.mark({ verdict: 'accepted' });
  expect(bulk.isBusy).toBe(true);
  expect(await outcome).toEqual({ kind: 'done', label: 'Accepted 3,000 tasks' });
  const step = { doing: 'Accepting', total: 3_000, isCancelling: false };
  expect(steps).toEqual([
    { ...step, done: 1_976 },
    { ...step, done: 3_000 },
  ]);
  expect([bulk.step, bulk.isBusy]).toEqual([null, false]);
  expect(await undoLabel()).toBe('Accepted 3,000 tasks');
  await opened.project.undo();
  expect(await undoLabel()).not.toBe('Accepted 3,000 tasks');
  await vi.waitUntil(() => accepted(opened) === 0);
});

test('a step that is broken off has changed nothing, and the next one is done', async () => {
  const opened = await open(3_000, (bulk) => bulk.cancel());
  const { bulk, project, steps, undoLabel } = opened;
  const before = await undoLabel();
  expect(await bulk.mark({ verdict: 'rejected' })).toEqual({ kind: 'cancelled' });
  expect(steps.map((step) => step?.done)).toEqual([1_976]);
  expect([bulk.step, bulk.isBusy, await undoLabel()]).toEqual([null, false, before]);
  const untouched = await project.taskDetail(1);
  expect(untouched.ok && untouched.value.task.human).toBe(undefined);
  expect(await project.setVerdict([1], 'accepted', 'Accepted task 1')).toMatchObject({ ok: true });
  await vi.waitUntil(() => accepted(opened) === 1);
});

test('nothing is done to the rows of a search while another is still being answered', async () => {
  const opened = await open(40);
  const { session, selection, bulk, held } = opened;
  session.filters.setText('"number 1"');
  await vi.waitUntil(() => session.rows.count === 11);
  held.hold();
  session.filters.setText('"number 2"');
  // The list still shows what matched before.
  expect([session.rows.count, bulk.isReady]).toEqual([11, false]);
  expect(bulk.problem).toContain('still under way');
  expect(await bulk.mark({ verdict: 'accepted' })).toMatchObject({ kind: 'failed' });
  await selection.selectAll();
  expect([selection.count, await bulk.read()]).toEqual([0, null]);
  held.letGo();
  await vi.waitUntil(() => bulk.isReady);
  const label = expect.stringContaining('Accepted 11 tasks that match') as string;
  expect(await bulk.mark({ verdict: 'accepted' })).toEqual({ kind: 'done', label });
  const other = await opened.project.taskDetail(1);
  expect(other.ok && other.value.task.human).toBe(undefined);
});

test('nor while something is typed that is not searched for yet, or can’t be', async () => {
  const { session, bulk } = await open(40);
  session.filters.setText('/number (');
  expect([session.isListCurrent, bulk.isReady]).toEqual([false, false]);
  await vi.waitUntil(() => session.rows.problem !== null);
  expect([bulk.isReady, bulk.problem]).toEqual([
    false,
    expect.stringContaining('Change the search'),
  ]);
});

test('what changed since the list was shown counts, and another search since does not', async () => {
  const opened = await open(40);
  const { session, bulk, held, project } = opened;
  session.filters.toggle('verdict', 'none');
  await vi.waitUntil(() => bulk.isReady);
  held.hold();
  // Task 7 has a verdict by now, though the list does not show it yet.
  const changes = session.changes;
  await project.setVerdict([7], 'rejected', 'Rejected task 7');
  await vi.waitUntil(() => session.changes > changes);
  expect([session.rows.count, bulk.isReady]).toEqual([40, true]);
  const first = bulk.mark({ verdict: 'accepted' });
  held.letGo();
  expect(await first).toMatchObject({ kind: 'done' });
  const seventh = await project.taskDetail(7);
  expect(seventh.ok && seventh.value.task.human?.verdict).toBe('rejected');

  await vi.waitUntil(() => session.rows.count === 0);
  session.filters.clear();
  await vi.waitUntil(() => bulk.isReady);
  held.hold();
  const changesThen = session.changes;
  await project.setVerdict([8], null, 'Took back');
  await vi.waitUntil(() => session.changes > changesThen);
  const second = bulk.mark({ verdict: 'rejected' });
  session.filters.setText('number 2');
  held.letGo();
  expect(await second).toMatchObject({ kind: 'failed' });
  expect(await opened.undoLabel()).toBe('Took back');
});

test('what came into the list after it was agreed to is let be', async () => {
  const opened = await open(40);
  const { session, bulk, held, project } = opened;
  await project.setVerdict([7], 'rejected', 'Rejected task 7');
  session.filters.toggle('verdict', 'none');
  await vi.waitUntil(() => bulk.isReady && session.rows.count === 39);
  held.hold();
  // Task 7 matches again, and task 8 does no more, though the list shows neither yet.
  for (const [id, verdict] of [[7, null] as const, [8, 'rejected'] as const]) {
    const { changes } = session;
    await project.setVerdict([id], verdict, 'Changed meanwhile');
    await vi.waitUntil(() => session.changes > changes);
  }
  expect(bulk.target.count).toBe(39);
  const marked = bulk.mark({ verdict: 'accepted' });
  held.letGo();
  const label = 'Accepted 38 tasks (no verdict)';
  const note = '1 of 39 matched no more and was let be';
  expect(await marked).toEqual({ kind: 'done', label, note });
  const [seventh, eighth] = await Promise.all([7, 8].map((id) => project.taskDetail(id)));
  expect(seventh?.ok && seventh.value.task.human).toBe(undefined);
  expect(eighth?.ok && eighth.value.task.human?.verdict).toBe('rejected');
});

test('nothing is done to all of a list by suspicions before they were asked about every task', async () => {
  const unchecked = { count: 0 };
  const opened = await open(8, undefined, (pool) => ({
    ...pool,
    query: async (...asked) => {
      const answer = await pool.query(...asked);
      return answer.ok ? success({ ...answer.value, unchecked: unchecked.count }) : answer;
    },
  }));
  const { session, selection, bulk } = opened;
  const isListed = (): boolean => session.isListCurrent && session.rows.result?.isLoading === false;
  unchecked.count = 31_000;
  session.filters.setSort('suspicious');
  await vi.waitUntil(isListed);
  // An order leaves nothing out.
  expect([session.rows.unchecked, bulk.problem]).toEqual([0, null]);
  session.filters.setSuspicion('any');
  await vi.waitUntil(isListed);
  expect(session.rows.unchecked).toBe(31_000);
  expect(bulk.problem).toContain('31,000 tasks to go');
  expect([bulk.isReady, await bulk.read()]).toEqual([false, null]);
  await selection.toggle(1);
  expect(bulk.problem).toBeNull();
  selection.clear();
  unchecked.count = 0;
  session.filters.setSuspicion('cut-output');
  await vi.waitUntil(isListed);
  expect([session.rows.unchecked, bulk.problem]).toEqual([0, null]);
});

test('what a person agrees to is what was asked, whatever comes into the list meanwhile', async () => {
  const opened = await open(40);
  const { session, bulk, project } = opened;
  await project.setVerdict([7, 8], 'rejected', 'Rejected 2 tasks');
  session.filters.toggle('verdict', 'none');
  await vi.waitUntil(() => bulk.isReady && session.rows.count === 38);
  const question = bulk.ask();
  if (question === null) throw new Error('nothing was asked');
  // While it is asked, two tasks come into the list and three leave it.
  await project.setVerdict([7, 8], null, 'Took back 2 verdicts');
  await project.setVerdict([1, 2, 3], 'rejected', 'Rejected 3 tasks');
  await vi.waitUntil(() => session.rows.count === 37);
  expect([question.target.count, bulk.isAbout(question)]).toEqual([38, true]);
  expect(await bulk.mark({ verdict: 'accepted' }, question)).toEqual({
    kind: 'done',
    label: 'Accepted 35 tasks (no verdict)',
    note: '3 of 38 matched no more and were let be',
  });
  const details = await Promise.all([1, 4, 7].map((id) => project.taskDetail(id)));
  const verdicts = details.map((detail) => detail.ok && detail.value.task.human?.verdict);
  expect(verdicts).toEqual(['rejected', 'accepted', undefined]);

  await vi.waitUntil(() => session.rows.count === 2);
  const last = bulk.ask();
  const { changes } = session;
  await project.setVerdict([7, 8], 'rejected', 'Rejected 2 tasks');
  await vi.waitUntil(() => session.changes > changes);
  expect(await bulk.mark({ verdict: 'accepted' }, last)).toEqual({
    kind: 'unchanged',
    message: 'Nothing was changed: 2 of 2 matched no more and were let be',
  });
  expect(await opened.undoLabel()).toBe('Rejected 2 tasks');
});

test('a question about one list is not answered for another, and can be asked anew', async () => {
  const opened = await open(40);
  const { session, bulk } = opened;
  const question = bulk.ask();
  if (question === null) throw new Error('nothing was asked');
  session.filters.setText('"number 1"');
  await vi.waitUntil(() => !bulk.isAbout(question));
  expect(await bulk.mark({ verdict: 'accepted' }, question)).toMatchObject({ kind: 'failed' });
  expect(await opened.undoLabel()).toBe('Imported 40 tasks from test.jsonl');
  await vi.waitUntil(() => bulk.isReady && session.rows.count === 11);
  expect(await bulk.mark({ verdict: 'accepted' }, bulk.ask())).toMatchObject({ kind: 'done' });
});

test('of a selection, what was removed while it was asked is left out, and that is said', async () => {
  const { selection, bulk, project } = await open(5);
  for (const id of [1, 2, 3]) await selection.toggle(id);
  const question = bulk.ask();
  expect(question?.target).toMatchObject({ isSelection: true, count: 3 });
  await selection.toggle(3);
  expect(await bulk.mark({ addTags: ['seen'] }, question)).toEqual({
    kind: 'done',
    label: 'Tagged 2 tasks of a selection: seen',
    note: '1 of 3 was removed meanwhile',
  });
  const third = await project.taskDetail(3);
  expect(third.ok && third.value.task.human).toBe(undefined);
});
