// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { effectiveInstruction } from '#core/model/effective-task.ts';
import type { ReviewDraft } from '#state/review-draft.svelte.ts';
import type { ReviewProject } from '#state/review-ports.ts';
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
  expect(opened.review.editing.hasUnsaved).toBe(true);
  await opened.commands.leavePage();
  expect(await instructionOf(opened, 3)).toBe('Describe a river');
  expect(opened.review.editing.hasUnsaved).toBe(false);
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
  expect(opened.toasts.map(({ message }) => message)).toEqual([
    'Task 3 was not saved: An instruction can’t be empty.',
  ]);
});
