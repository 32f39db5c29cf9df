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

test('nothing falls on a task that the list hides, and Escape goes back to the list', async () => {
  const opened = await open();
  const { commands, review } = opened;
  await opened.lookAt(3);
  review.session.selectFirst(false);
  review.session.closeTask();
  for (const command of ['accept', 'reject', 'rate-4', 'edit'] as const) commands.run(command);
  expect([review.questions.open, review.editing.draft]).toEqual([null, null]);
  review.session.openTask();
  commands.run('close');
  expect([review.session.taskId, review.session.shownId]).toEqual([3, null]);
  expect(await overlayOf(opened, 3)).toBeUndefined();
});

test('a verdict on the task in sight goes on to the next one', async () => {
  const opened = await open();
  await opened.lookAt(5);
  opened.commands.run('accept');
  expect(opened.review.session.taskId).toBe(4);
  await vi.waitUntil(async () => (await overlayOf(opened, 5))?.verdict === 'accepted');
});

test('a verdict on the last task says that it was the last', async () => {
  const opened = await open();
  await opened.lookAt(1);
  opened.commands.run('accept');
  const words = 'Accepted task 1. No task after this';
  await vi.waitUntil(() => opened.commands.talk.announcement === words);
});

test('a mark for a task that is named falls on it, whatever is looked at', async () => {
  const opened = await open();
  await opened.lookAt(3);
  opened.review.session.select(5);
  await opened.commands.judging.mark({ note: 'typed before' }, 3);
  expect((await overlayOf(opened, 3))?.note).toBe('typed before');
});

test('nothing falls on a task whose import was undone, and redo brings it back', async () => {
  const opened = await open();
  const { commands, review, project } = opened;
  await opened.lookAt(3);
  await project.undo();
  await vi.waitUntil(() => review.session.nothingIn === 'pool');
  expect(review.session.taskId).toBeNull();
  for (const command of ['accept', 'reject', 'note', 'tag', 'rate-3', 'flag', 'edit'] as const) {
    commands.talk.announce('');
    commands.run(command);
    expect(commands.talk.announcement).toBe('No task is in sight, so nothing was done');
  }
  expect([review.questions.open, review.editing.draft]).toEqual([null, null]);
  const redone = await project.redo();
  expect(redone.ok && redone.value?.label).toMatch(/^Imported 10 tasks/);
});

test('nothing is looked at where nothing is left in the queue', async () => {
  const opened = await open();
  const { commands, review } = opened;
  const { session } = review;
  session.setMode('queue');
  session.filters.setText('number 7');
  session.filters.toggle('verdict', 'none');
  await vi.waitUntil(() => session.rows.count === 1 && session.taskId === 7);
  await opened.lookAt(7);
  commands.run('accept');
  await vi.waitUntil(() => session.nothingIn === 'queue');
  expect(session.taskId).toBeNull();
  commands.run('rate-3');
  expect(commands.talk.announcement).toBe('No task is in sight, so nothing was done');
  expect(await overlayOf(opened, 7)).toEqual({ verdict: 'accepted' });
  await commands.undo();
  await vi.waitUntil(() => session.taskId === 7 && session.nothingIn === null);
});

test('in the table a task that leaves the list by its verdict is still looked at', async () => {
  const opened = await open();
  const { commands, review } = opened;
  const { session } = review;
  session.filters.setText('number 7');
  session.filters.toggle('verdict', 'none');
  await vi.waitUntil(() => session.rows.count === 1 && session.taskId === 7);
  await opened.lookAt(7);
  commands.run('accept');
  await vi.waitUntil(() => session.rows.count === 0);
  expect(session.taskId).toBe(7);
  await commands.judging.rate(3);
  expect(await overlayOf(opened, 7)).toEqual({ verdict: 'accepted', rating: 3 });
});

test('the same verdict once more is no step', async () => {
  const opened = await open();
  await opened.lookAt(1);
  await opened.commands.judging.judge('accepted');
  await opened.commands.judging.judge('accepted');
  expect(opened.commands.talk.announcement).toBe(
    'Task 1 is like that already, so nothing was changed.',
  );
  await opened.project.undo();
  expect(await overlayOf(opened, 1)).toBeUndefined();
});

test('undo asks before it takes an import back, and takes back what was asked about alone', async () => {
  const opened = await open();
  const { commands, review, project } = opened;
  await opened.lookAt(5);
  await commands.judging.mark({ rating: 3 });
  await commands.undo();
  expect(opened.asked).toEqual([]);
  await commands.undo();
  const [label = ''] = opened.asked;
  expect(label).toMatch(/^Imported 10 tasks from /);
  expect(review.session.rows.count).toBe(10);
  expect((await project.redo()).ok).toBe(true);
  await commands.undoAsked(label);
  expect(opened.toasts.at(-1)?.message).toMatch(/^Something else was done since/);
  expect((await overlayOf(opened, 5))?.rating).toBe(3);
  await commands.undo();
  await commands.undoAsked(label);
  await vi.waitUntil(() => review.session.nothingIn === 'pool');
});

test('undo and redo both go to the task that they changed, and count alike', async () => {
  const opened = await open();
  const { commands, review } = opened;
  await opened.lookAt(5);
  await commands.judging.judge('accepted');
  expect([review.session.taskId, review.actions.sitting.done]).toEqual([4, 1]);
  await commands.undo();
  expect([review.session.taskId, review.actions.sitting.done]).toEqual([5, 0]);
  review.session.select(8);
  commands.run('redo');
  await vi.waitUntil(() => review.session.taskId === 5);
  expect(review.actions.sitting.done).toBe(1);
});

test('a note that was typed and not kept is offered again', async () => {
  const opened = await open();
  const { commands, review } = opened;
  await opened.lookAt(5);
  commands.run('note');
  commands.closeNote(5, 'Half a note');
  expect([review.questions.open, review.questions.notes.get(5)]).toEqual([null, 'Half a note']);
  review.session.select(3);
  const [told] = opened.toasts;
  expect(told?.message).toBe('The note on task 5 was not kept');
  told?.action?.run();
  await vi.waitUntil(() => review.questions.open === 'note');
  expect(review.session.taskId).toBe(5);
  commands.closeNote(5, null);
  expect(review.questions.notes.has(5)).toBe(false);
});

test('keys pressed while an edit was saved do what they stand for once it is closed', async () => {
  const opened = await open();
  const { commands, review } = opened;
  await opened.lookAt(5);
  commands.run('edit');
  const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, repeat: false };
  commands.pressAfterSave([{ key: 'a', ...plain }]);
  expect(commands.talk.announcement).toMatch(/^Not saved/);
  commands.run('close');
  commands.pressAfterSave([{ key: 'a', ...plain }]);
  expect(review.session.taskId).toBe(4);
  await vi.waitUntil(async () => (await overlayOf(opened, 5))?.verdict === 'accepted');
});
