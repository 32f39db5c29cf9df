// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { effectiveInstruction } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { adoptDraft, draftsOf, dropDraft, keepDraft } from '#data/draft-repository.ts';
import { ReviewEditing } from '#state/review/review-editing.svelte.ts';
import type { ReviewProject } from '#state/review/review-ports.ts';
import { numberedTasks, openReview } from '#tests/support/open-review.ts';

let close: () => Promise<void> = () => Promise.resolve();

afterEach(() => {
  vi.restoreAllMocks();
  return close();
});

async function open(): Promise<ReviewProject> {
  const opened = await openReview(numberedTasks(10));
  close = opened.close;
  return opened.project;
}

async function taskOf(project: ReviewProject, id: number): Promise<Task> {
  const answer = await project.taskDetail(id);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.task;
}

/** Types into a task, as a page does, until it is on disk. */
async function type(project: ReviewProject, id: number, instruction: string) {
  const editing = new ReviewEditing(project);
  editing.start(await taskOf(project, id));
  const { draft } = editing;
  if (draft === null) throw new Error('nothing is edited');
  draft.instruction = instruction;
  expect(editing.isAnyAtRisk).toBe(true);
  editing.keep(draft);
  await editing.waiting.keeper.flush();
  expect([editing.isAnyAtRisk, draft.isKept]).toEqual([false, true]);
  return { editing, draft };
}

/** The same project as a page opened later finds it, once it has looked for what waits. */
async function openLater(project: ReviewProject): Promise<ReviewEditing> {
  const editing = new ReviewEditing({ ...project });
  await editing.waiting.restore();
  return editing;
}

test('what was typed is there after the tab is gone, until it is saved', async () => {
  const project = await open();
  await type(project, 3, 'Describe a river');
  const later = await openLater(project);
  await vi.waitUntil(() => later.waiting.list.length === 1);
  expect(later.waiting.list).toEqual([{ taskId: 3, instruction: 'Describe a river' }]);
  expect(later.start(await taskOf(project, 3))).toBe(true);
  expect([later.draft?.instruction, later.waiting.list]).toEqual(['Describe a river', []]);
  expect(await later.save()).toBeNull();
  expect(effectiveInstruction(await taskOf(project, 3))).toBe('Describe a river');
  await vi.waitUntil(async () => (await draftsOf(project.id)).length === 0);
});

test('a task that was changed since is a conflict, as with any edit', async () => {
  const project = await open();
  await type(project, 3, 'Mine');
  await project.editTask(3, { instruction: 'Theirs' });
  const later = await openLater(project);
  await vi.waitUntil(() => later.waiting.list.length === 1);
  later.start(await taskOf(project, 3));
  expect(later.draft?.conflicts).toEqual(['instruction']);
  expect(await later.save()).toContain('choose');
  // A conflict that nobody settled outlives the tab, too.
  if (later.draft !== null) later.keep(later.draft);
  await later.waiting.keeper.flush();
  const last = await openLater(project);
  await vi.waitUntil(() => last.waiting.list.length === 1);
  last.start(await taskOf(project, 3));
  expect([last.draft?.instruction, last.draft?.conflicts]).toEqual(['Mine', ['instruction']]);
});

test('thrown away is gone from disk, and can be had back for a moment', async () => {
  const project = await open();
  await type(project, 3, 'Describe a river');
  const later = await openLater(project);
  await vi.waitUntil(() => later.waiting.list.length === 1);
  const putBack = later.waiting.throwAway(3);
  expect(later.waiting.list).toEqual([]);
  await vi.waitUntil(async () => (await draftsOf(project.id)).length === 0);
  void putBack?.();
  expect(later.waiting.list).toEqual([{ taskId: 3, instruction: 'Describe a river' }]);
  await vi.waitUntil(async () => (await draftsOf(project.id)).length === 1);
});

test('what is given up or typed back is kept no longer', async () => {
  const project = await open();
  const { editing, draft } = await type(project, 3, 'Describe a river');
  draft.instruction = 'Describe object number 3';
  editing.keep(draft);
  await vi.waitUntil(async () => (await draftsOf(project.id)).length === 0);
  await type(project, 4, 'Half a thought').then((typed) => typed.editing.cancel());
  await vi.waitUntil(async () => (await draftsOf(project.id)).length === 0);
});

test('what was saved just before the tab went is not offered', async () => {
  const project = await open();
  await type(project, 3, 'Describe a river');
  await project.editTask(3, { instruction: 'Describe a river' });
  const later = await openLater(project);
  await vi.waitUntil(async () => (await draftsOf(project.id)).length === 0);
  expect(later.waiting.list).toEqual([]);
});

test('a draft of another tab goes to exactly one', async () => {
  const project = await open();
  await type(project, 3, 'Describe a river');
  const [own] = await draftsOf(project.id);
  if (own === undefined) throw new Error('nothing was kept');
  const left = { ...own, tab: 'gone', taskId: 4 };
  await keepDraft(left);
  const adopted = await Promise.all([adoptDraft(left, 'one'), adoptDraft(left, 'other')]);
  expect(adopted.filter((row) => row !== null)).toHaveLength(1);
});

/** Leaves an edit of task 3 behind, as a tab does that is gone. */
async function leave(project: ReviewProject, instruction: string): Promise<void> {
  const { draft } = await type(project, 3, instruction);
  const [row] = await draftsOf(project.id);
  if (row === undefined) throw new Error('nothing was kept');
  await project.editTask(3, null);
  await keepDraft({ ...row, tab: 'gone', text: draft.text });
  await dropDraft(row);
}

const textsOnDisk = async (project: ReviewProject): Promise<string[]> =>
  (await draftsOf(project.id)).map(({ text }) => text.instruction);

test('what is left of a task that is edited here is neither overwritten nor dropped by that', async () => {
  const project = await open();
  await leave(project, 'Describe a river');
  const here = new ReviewEditing({ ...project });
  here.start(await taskOf(project, 3));
  await here.waiting.restore();
  await vi.waitUntil(() => here.waiting.list.length === 1);
  const { draft } = here;
  if (draft === null) throw new Error('nothing is edited');
  draft.instruction = 'x';
  here.keep(draft);
  await here.waiting.keeper.flush();
  expect(await textsOnDisk(project)).toEqual(['Describe a river', 'x']);
  here.cancel();
  await vi.waitUntil(async () => (await textsOnDisk(project)).length === 1);
  expect(await textsOnDisk(project)).toEqual(['Describe a river']);
  expect(here.start(await taskOf(project, 3))).toBe(true);
  expect(here.draft?.instruction).toBe('Describe a river');
});

test('of two edits of one task each waits while the other is gone on with', async () => {
  const project = await open();
  await leave(project, 'Describe a river');
  const here = new ReviewEditing({ ...project });
  const task = await taskOf(project, 3);
  here.start(task);
  if (here.draft !== null) here.draft.instruction = 'x';
  await here.waiting.restore();
  await vi.waitUntil(() => here.waiting.list.length === 1);
  for (const [edited, waits] of [
    ['Describe a river', 'x'],
    ['x', 'Describe a river'],
  ]) {
    expect(here.start(task)).toBe(true);
    expect(here.draft?.instruction).toBe(edited);
    expect(here.waiting.list).toEqual([{ taskId: 3, instruction: waits }]);
  }
  if (here.draft !== null) here.putAside(here.draft);
  await here.waiting.keeper.flush();
  expect((await textsOnDisk(project)).toSorted()).toEqual(['Describe a river', 'x']);
  here.waiting.throwAway(3);
  expect(here.waiting.list).toEqual([{ taskId: 3, instruction: 'Describe a river' }]);
  await vi.waitUntil(async () => (await textsOnDisk(project)).length === 1);
});

const full = (): never => {
  throw new DOMException('The disk is full', 'QuotaExceededError');
};

test('what could not be looked for is said, and looked for again when asked', async () => {
  const project = await open();
  await type(project, 3, 'Describe a river');
  const { waiting } = new ReviewEditing({ ...project });
  const reading = vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(full);
  await waiting.restore();
  expect([waiting.problem, waiting.list]).toEqual(['The disk is full', []]);
  reading.mockRestore();
  await waiting.restore();
  await vi.waitUntil(() => waiting.list.length === 1);
  expect(waiting.problem).toBeNull();
});

test('nor is a failure to take over what a closed tab left passed over', async () => {
  const project = await open();
  await leave(project, 'Describe a river');
  await type(project, 4, 'Describe a bank');
  const { waiting } = new ReviewEditing({ ...project });
  const adding = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
  await waiting.restore();
  await vi.waitUntil(() => waiting.problem !== null && waiting.list.length === 1);
  adding.mockRestore();
  await waiting.restore();
  await vi.waitUntil(() => waiting.list.length === 2);
  expect([waiting.problem, (await textsOnDisk(project)).length]).toEqual([null, 2]);
  // What was found the first time does not wait twice.
  waiting.throwAway(4);
  expect(waiting.list.map(({ taskId }) => taskId)).toEqual([3]);
});

test('what was had back and could not be stored is at risk, and said to be', async () => {
  const project = await open();
  const here = await type(project, 4, 'Mine');
  here.editing.putAside(here.draft);
  await type(project, 3, 'Describe a river');
  const later = await openLater(project);
  await vi.waitUntil(() => later.waiting.list.length === 2);
  for (const [{ waiting }, id] of [[later, 3] as const, [here.editing, 4] as const]) {
    const putBack = waiting.throwAway(id);
    await vi.waitUntil(async () => (await draftsOf(project.id)).every((row) => row.taskId !== id));
    const storing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
    expect([await putBack?.(), waiting.isAnyAtRisk]).toEqual([false, true]);
    storing.mockRestore();
    expect(waiting.list.some(({ taskId }) => taskId === id)).toBe(true);
    const again = waiting.throwAway(id);
    expect([await again?.(), waiting.isAnyAtRisk]).toEqual([true, false]);
  }
});
