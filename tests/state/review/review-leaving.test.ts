// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { effectiveInstruction } from '#core/model/effective-task.ts';
import { ReviewEditing } from '#state/review/review-editing.svelte.ts';
import type { ReviewDraft } from '#state/review/review-draft.svelte.ts';
import type { ReviewProject } from '#state/review/review-ports.ts';
import { openCommands, type OpenedCommands } from '#tests/support/open-commands.ts';

let close: () => Promise<void> = () => Promise.resolve();

afterEach(() => close());

async function open(wrap?: (project: ReviewProject) => ReviewProject): Promise<OpenedCommands> {
  const opened = await openCommands(wrap);
  close = opened.close;
  return opened;
}

function draftOf({ review }: OpenedCommands): ReviewDraft {
  const { draft } = review.editing;
  if (draft === null) throw new Error('nothing is edited');
  return draft;
}

async function edit(opened: OpenedCommands, id: number, instruction: string): Promise<ReviewDraft> {
  await opened.lookAt(id);
  opened.commands.run('edit');
  const draft = draftOf(opened);
  draft.instruction = instruction;
  return draft;
}

async function instructionOf({ project }: OpenedCommands, id: number): Promise<string> {
  const answer = await project.taskDetail(id);
  if (!answer.ok) throw new Error(answer.error.message);
  return effectiveInstruction(answer.value.task);
}

test('leaving the page saves what is edited, and Undo works after it', async () => {
  const opened = await open();
  await edit(opened, 3, 'Describe a river');
  expect(opened.review.editing.isAnyAtRisk).toBe(true);
  await opened.commands.leavePage();
  expect(await instructionOf(opened, 3)).toBe('Describe a river');
  expect(opened.review.editing.isAnyAtRisk).toBe(false);
  const [saved] = opened.toasts;
  expect(saved?.message).toBe('Saved the changes of task 3');
  saved?.action?.run();
  await vi.waitUntil(() => opened.toasts.length === 2);
  expect(await instructionOf(opened, 3)).toBe('Describe object number 3');
});

test('leaving the page says what could not be saved', async () => {
  const opened = await open();
  await edit(opened, 3, ' ');
  await opened.commands.leavePage();
  const [told] = opened.toasts;
  expect(told?.message).toContain('Task 3 was not saved: An instruction can’t be empty.');
  expect(told).not.toHaveProperty('action');
});

/** Stores edits, but holds the answers back until they are let go; `sent` counts them. */
function heldEdits(): {
  readonly sent: () => number;
  readonly letGo: () => Promise<void>;
  readonly wrap: (project: ReviewProject) => ReviewProject;
} {
  const waiting: (() => void)[] = [];
  let sent = 0;
  return {
    sent: () => sent,
    letGo: async () => {
      await vi.waitUntil(() => waiting.length > 0);
      for (const go of waiting.splice(0)) go();
    },
    wrap: (project) => ({
      ...project,
      editTask: async (...edited) => {
        sent += 1;
        const answer = await project.editTask(...edited);
        await new Promise<void>((resolve) => waiting.push(resolve));
        return answer;
      },
    }),
  };
}

test('what is typed while a save is under way stays, and nothing is written twice', async () => {
  const held = heldEdits();
  const opened = await open(held.wrap);
  const { editing } = opened.review;
  const draft = await edit(opened, 3, 'Describe a river');
  const saves = [editing.save(), editing.save()];
  draft.instruction = 'Describe a river and its banks';
  await vi.waitUntil(async () => (await instructionOf(opened, 3)) === 'Describe a river');
  // The page hears of the task before the answer comes, and of an older state of it after that.
  const now = await opened.project.taskDetail(3);
  const { task: older } = draft;
  if (now.ok) draft.meet(now.value.task);
  await held.letGo();
  expect(await Promise.all(saves)).toEqual([null, null]);
  draft.meet(older);
  expect(held.sent()).toBe(1);
  expect(editing.draft).toBe(draft);
  expect([draft.instruction, draft.conflicts]).toEqual(['Describe a river and its banks', []]);
  const last = editing.save();
  await vi.waitUntil(() => held.sent() === 2);
  await vi.waitUntil(async () => (await instructionOf(opened, 3)).endsWith('banks'));
  await held.letGo();
  expect([await last, editing.draft]).toEqual([null, null]);
});

test('a draft that is left while it is saved is told of once, with all that was typed', async () => {
  const held = heldEdits();
  const opened = await open(held.wrap);
  const draft = await edit(opened, 3, 'Describe a river');
  const leaving = [opened.commands.leaveDraft(4), opened.commands.leaveDraft(5)];
  draft.instruction = 'Describe a river and its banks';
  await vi.waitUntil(async () => (await instructionOf(opened, 3)) === 'Describe a river');
  await held.letGo();
  await vi.waitUntil(async () => (await instructionOf(opened, 3)).endsWith('banks'));
  await held.letGo();
  await Promise.all(leaving);
  expect([held.sent(), opened.review.editing.draft]).toEqual([2, null]);
  expect(opened.toasts.map(({ message }) => message)).toEqual(['Saved the changes of task 3']);
});

test('a draft that can’t be saved is taken up again, on a page opened later too', async () => {
  const opened = await open();
  const { commands, project, review } = opened;
  const draft = await edit(opened, 3, ' ');
  await opened.lookAt(4);
  await commands.leaveDraft(4);
  expect([review.editing.draft, review.editing.isAnyAtRisk]).toEqual([null, true]);
  commands.run('edit');
  expect(draftOf(opened).task.id).toBe(4);
  commands.run('close');
  const later = new ReviewEditing(project);
  const { task } = draft;
  expect(later.start(task)).toBe(true);
  expect(later.draft).toBe(draft);
  draft.instruction = 'Describe a river';
  expect(await later.save()).toBeNull();
  expect([later.isAnyAtRisk, later.start(task)]).toEqual([false, false]);
});

test('going on with a draft saves the one that is edited meanwhile', async () => {
  const opened = await open();
  const { commands, review } = opened;
  const first = await edit(opened, 3, ' ');
  await opened.lookAt(4);
  await commands.leaveDraft(4);
  await edit(opened, 4, 'Describe a bank');
  opened.toasts[0]?.action?.run();
  expect([review.session.taskId, review.editing.draft]).toEqual([3, first]);
  await vi.waitUntil(async () => (await instructionOf(opened, 4)) === 'Describe a bank');
  await vi.waitUntil(() => opened.toasts.length === 2);
  expect(opened.toasts[1]?.message).toBe('Saved the changes of task 4');
  expect(review.editing.draft).toBe(first);
});

test('Undo in a message takes back its own step and no other', async () => {
  const opened = await open();
  await edit(opened, 3, 'Describe a river');
  await opened.commands.leaveDraft(4);
  await opened.commands.judging.mark({ note: 'later' }, 5);
  const [saved] = opened.toasts;
  saved?.action?.run();
  await vi.waitUntil(() => opened.toasts.length === 2);
  expect(opened.toasts[1]?.message).toContain('Something else was done since');
  const noted = await opened.project.taskDetail(5);
  expect(noted.ok && noted.value.task.human?.note).toBe('later');
  await opened.commands.undo();
  saved?.action?.run();
  await vi.waitUntil(() =>
    opened.toasts.some(({ message }) => message === 'Undone: Edited task 3'),
  );
  expect(await instructionOf(opened, 3)).toBe('Describe object number 3');
});

test('the next task is edited while the one before is still saved, and both stand', async () => {
  const held = heldEdits();
  const opened = await open(held.wrap);
  const { commands, review } = opened;
  const first = await edit(opened, 3, 'Describe a river');
  void commands.leaveDraft(4);
  await opened.lookAt(4);
  await vi.waitUntil(() => held.sent() === 1);
  commands.run('edit');
  const second = draftOf(opened);
  expect([second.task.id, first.isSaving]).toEqual([4, true]);
  second.instruction = 'Describe a bank';
  await held.letGo();
  await vi.waitUntil(() => opened.toasts.length === 1);
  expect(opened.toasts[0]?.message).toBe('Saved the changes of task 3');
  expect([review.editing.draft, second.isChanged]).toEqual([second, true]);
  // The key of “save” pressed twice is one save, and opens nothing again.
  const saves = [commands.save(), commands.save()];
  await held.letGo();
  await Promise.all(saves);
  await commands.save();
  expect([held.sent(), review.editing.draft]).toEqual([2, null]);
  expect(await instructionOf(opened, 3)).toBe('Describe a river');
  expect(await instructionOf(opened, 4)).toBe('Describe a bank');
});

test('a task that is opened again while it is saved stays open, with its own text', async () => {
  const held = heldEdits();
  const opened = await open(held.wrap);
  const first = await edit(opened, 3, 'Describe a river');
  const left = opened.commands.leaveDraft(4);
  await opened.lookAt(4);
  opened.commands.run('edit');
  await opened.lookAt(3);
  await opened.commands.leaveDraft(3);
  opened.commands.run('edit');
  expect(draftOf(opened)).toBe(first);
  await held.letGo();
  await left;
  expect([draftOf(opened), first.isChanged, first.conflicts]).toEqual([first, false, []]);
});

test('what can’t be saved waits, also where its task was turned to again meanwhile', async () => {
  const opened = await open();
  const { commands, review } = opened;
  await edit(opened, 3, ' ');
  await opened.lookAt(4);
  const left = commands.leaveDraft(4);
  commands.run('edit');
  await opened.lookAt(3);
  void commands.leaveDraft(3);
  await left;
  expect(review.editing.waiting.list).toEqual([{ taskId: 3, instruction: ' ' }]);
});
