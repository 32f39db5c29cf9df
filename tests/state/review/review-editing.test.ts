// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { effectiveInstruction } from '#core/model/effective-task.ts';
import type { ReviewProject } from '#state/review/review-ports.ts';
import { ReviewDetail } from '#state/review/review-detail.svelte.ts';
import { ReviewEditing } from '#state/review/review-editing.svelte.ts';
import { numberedTasks, openReview } from '#tests/support/open-review.ts';

let close: () => Promise<void> = () => Promise.resolve();

afterEach(() => close());

interface Opened {
  readonly detail: ReviewDetail;
  readonly editing: ReviewEditing;
  readonly project: ReviewProject;
}

async function open(): Promise<Opened> {
  const opened = await openReview(numberedTasks(10));
  close = opened.close;
  const detail = new ReviewDetail(opened.project);
  return { detail, editing: new ReviewEditing(opened.project), project: opened.project };
}

async function show(
  detail: ReviewDetail,
  id: number,
): Promise<NonNullable<ReviewDetail['detail']>> {
  detail.show(id);
  await vi.waitUntil(() => detail.detail?.task.id === id);
  if (detail.detail === null) throw new Error('not shown');
  return detail.detail;
}

test('what was edited is stored, over the original', async () => {
  const { detail, editing } = await open();
  editing.start((await show(detail, 3)).task);
  const { draft } = editing;
  if (draft === null) throw new Error('no draft');
  draft.instruction = 'Describe a river';
  draft.addInstance();
  draft.changeInstance(1, { input: 'the Nile', output: 'It is long.' });
  draft.isClassification = false;
  expect(await editing.save()).toBeNull();
  expect(editing.draft).toBeNull();
  detail.refresh();
  await vi.waitUntil(() => detail.detail?.task.human?.edit !== undefined);
  const task = detail.detail?.task;
  expect(task?.instruction).toBe('Describe object number 3');
  expect(task?.human?.edit).toEqual({
    instruction: 'Describe a river',
    instances: [
      { input: '', output: 'It is number 3.' },
      { input: 'the Nile', output: 'It is long.' },
    ],
    isClassification: false,
  });
});

test('an empty output is not saved, and editing goes on', async () => {
  const { detail, editing } = await open();
  editing.start((await show(detail, 3)).task);
  editing.draft?.addInstance();
  expect(editing.draft?.problems).toEqual([]);
  expect(await editing.save()).toContain('output');
  expect(editing.draft?.problems.map(({ place }) => place)).toEqual([1]);
  editing.draft?.removeInstance(1);
  expect(await editing.save()).toBeNull();
});

test('cancelling gives back only what would be lost', async () => {
  const { detail, editing } = await open();
  const { task } = await show(detail, 3);
  editing.start(task);
  expect(editing.cancel()).toBeNull();
  editing.start(task);
  if (editing.draft !== null) editing.draft.instruction = 'Half a thought';
  const left = editing.cancel();
  expect(editing.draft).toBeNull();
  if (left === null) throw new Error('nothing was given back');
  editing.resume(left);
  expect(editing.draft?.instruction).toBe('Half a thought');
});

test('reverting goes back to the original', async () => {
  const { detail, editing, project } = await open();
  await project.editTask(3, { instruction: 'Another' });
  const { task } = await show(detail, 3);
  expect(effectiveInstruction(task)).toBe('Another');
  expect(await editing.revert(task)).toBeNull();
  detail.refresh();
  await vi.waitUntil(() => detail.detail?.task.human?.edit === undefined);
});

test('a task that was fetched ahead is shown at once, and not after it changed', async () => {
  const { detail, project } = await open();
  await show(detail, 3);
  detail.prepare(4);
  await vi.waitUntil(() => {
    detail.show(4);
    return detail.detail?.task.id === 4;
  });
  await project.setVerdict([4], 'rejected', 'Rejected task 4');
  detail.refresh();
  await vi.waitUntil(() => detail.detail?.task.human?.verdict === 'rejected');
});

test('a task that does not exist is said not to', async () => {
  const { detail } = await open();
  detail.show(99);
  await vi.waitUntil(() => detail.failure !== null);
  expect(detail.failure).not.toBe('');
});

test('what changes elsewhere goes into a draft that left it alone', async () => {
  const { detail, editing, project } = await open();
  editing.start((await show(detail, 3)).task);
  const { draft } = editing;
  if (draft === null) throw new Error('no draft');
  draft.instruction = 'Mine';
  await project.editTask(3, { instances: [{ input: '', output: 'Theirs' }] });
  // Saved without having noticed.
  expect(await editing.save()).toBeNull();
  detail.refresh();
  await vi.waitUntil(() => detail.detail?.task.human?.edit?.instruction === 'Mine');
  expect(detail.detail?.task.human?.edit?.instances).toEqual([{ input: '', output: 'Theirs' }]);
});

test('where both changed the same, nothing is saved until somebody chooses', async () => {
  for (const choice of ['mine', 'theirs'] as const) {
    const { detail, editing, project } = await open();
    editing.start((await show(detail, 3)).task);
    const { draft } = editing;
    if (draft === null) throw new Error('no draft');
    draft.instruction = 'Mine';
    draft.isClassification = true;
    await project.editTask(3, { instruction: 'Theirs' });
    expect(await editing.save()).toContain('choose');
    expect(draft.conflicts).toEqual(['instruction']);
    expect([draft.instruction, draft.theirs.instruction]).toEqual(['Mine', 'Theirs']);
    if (choice === 'mine') draft.keepMine();
    else draft.takeTheirs();
    expect(await editing.save()).toBeNull();
    detail.refresh();
    await vi.waitUntil(() => detail.detail?.task.human?.edit?.isClassification === true);
    const stands = choice === 'mine' ? 'Mine' : 'Theirs';
    expect(detail.detail?.task.human?.edit?.instruction).toBe(stands);
    await close();
  }
});

test('instances change places, and stay within the list', async () => {
  const { detail, editing } = await open();
  editing.start((await show(detail, 3)).task);
  const { draft } = editing;
  if (draft === null) throw new Error('no draft');
  draft.addInstance();
  draft.changeInstance(1, { output: 'second' });
  expect(draft.moveInstance(0, -1)).toBe(false);
  expect(draft.moveInstance(1, 1)).toBe(false);
  expect(draft.moveInstance(1, -1)).toBe(true);
  expect(draft.instances.map(({ output }) => output)).toEqual(['second', 'It is number 3.']);
});
