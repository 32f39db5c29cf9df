// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { openCommands, type OpenedCommands } from '#tests/support/open-commands.ts';

let close: () => Promise<void> = () => Promise.resolve();

afterEach(() => close());

/** A queue of four tasks, oldest first: 4, 5, 6 and 7. */
async function openQueue(): Promise<OpenedCommands> {
  const opened = await openCommands();
  close = opened.close;
  const { session } = opened.review;
  session.setMode('queue');
  await opened.project.setMarks([4, 5, 6, 7], { rating: 5 }, 'Rated 4 tasks: 5 of 5');
  session.filters.setAll({ sort: 'oldest', rating: ['5'] });
  await vi.waitUntil(() => session.rows.count === 4 && session.taskId === 4);
  return opened;
}

async function press(opened: OpenedCommands, key: string, expected: number): Promise<void> {
  const { session, detail } = opened.review;
  const { taskId } = session;
  detail.show(taskId);
  await vi.waitUntil(() => detail.detail?.task.id === taskId);
  const pressed = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  opened.commands.press({ key, ...pressed, repeat: false });
  await vi.waitUntil(() => session.taskId === expected);
}

test('skipped tasks come again at the end of the queue, in the order in which they were', async () => {
  const opened = await openQueue();
  const { sitting } = opened.review.actions;
  await press(opened, 's', 5);
  await press(opened, 's', 6);
  await press(opened, 'a', 7);
  expect(sitting.skipped).toEqual([4, 5]);
  await press(opened, 'a', 4);
  await press(opened, 's', 5);
  expect(sitting.skipped).toEqual([5, 4]);
  await press(opened, 'a', 4);
  await press(opened, 's', 4);
  await vi.waitUntil(() => opened.commands.talk.announcement === 'No task but this one is left');
  await press(opened, 'a', 4);
  await vi.waitUntil(() => opened.commands.talk.announcement.endsWith('No task after this'));
  expect(sitting.skipped).toEqual([]);
});

test('a task that left the list meanwhile does not come again', async () => {
  const opened = await openQueue();
  const { session, actions } = opened.review;
  session.filters.setAll({ ...session.query, verdict: ['none'] });
  await vi.waitUntil(() => session.rows.count === 4 && session.taskId === 4);
  await press(opened, 's', 5);
  await press(opened, 's', 6);
  await opened.project.setVerdict([4], 'accepted', 'Accepted task 4');
  await vi.waitUntil(() => session.rows.count === 3);
  await press(opened, 'j', 7);
  await press(opened, 'j', 5);
  expect(actions.sitting.skipped).toEqual([5]);
});

test('in the table skipping is only going on', async () => {
  const opened = await openQueue();
  const { session, actions } = opened.review;
  session.setMode('table');
  await press(opened, 's', 5);
  expect(actions.sitting.skipped).toEqual([]);
});
