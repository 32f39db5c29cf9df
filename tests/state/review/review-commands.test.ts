// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { Task } from '#core/model/task.ts';
import { openCommands, type OpenedCommands } from '#tests/support/open-commands.ts';

let close: () => Promise<void> = () => Promise.resolve();

afterEach(() => close());

async function open(): Promise<OpenedCommands> {
  const opened = await openCommands();
  close = opened.close;
  return opened;
}

async function overlayOf({ project }: OpenedCommands, id: number): Promise<Task['human']> {
  const answer = await project.taskDetail(id);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.task.human;
}

test('nothing falls on a task that has not come into sight yet', async () => {
  const opened = await open();
  const { commands, review } = opened;
  await opened.lookAt(3);
  // The page shows task 3 until the next one has come.
  review.session.select(5);
  for (const command of ['accept', 'reject', 'note', 'tag', 'rate-4', 'flag', 'edit'] as const) {
    commands.talk.announce('');
    commands.run(command);
    expect(commands.talk.announcement).toContain('Task 5 is not in sight yet');
  }
  await commands.judging.rejectBecause('none');
  await commands.judging.mark({ note: 'for another' });
  expect(await commands.judging.addTag('for another')).toBe(true);
  await commands.judging.clearVerdict();
  expect([review.questions.open, review.editing.draft]).toEqual([null, null]);
  expect(review.session.taskId).toBe(5);
  expect([await overlayOf(opened, 3), await overlayOf(opened, 5)]).toEqual([undefined, undefined]);
});

test('a verdict on the task in sight goes on to the next one', async () => {
  const opened = await open();
  await opened.lookAt(5);
  opened.commands.run('accept');
  expect(opened.review.session.taskId).toBe(4);
  await vi.waitUntil(async () => (await overlayOf(opened, 5))?.verdict === 'accepted');
});

test('a mark for a task that is named falls on it, whatever is looked at', async () => {
  const opened = await open();
  await opened.lookAt(3);
  opened.review.session.select(5);
  await opened.commands.judging.mark({ note: 'typed before' }, 3);
  expect((await overlayOf(opened, 3))?.note).toBe('typed before');
});
