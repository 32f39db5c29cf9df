import { expect, test, vi } from 'vitest';
import type { LogEntry } from '#core/model/log.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { ProjectStepsBack } from '#state/project/project-steps-back.svelte.ts';
import { holdOnce } from '#tests/support/failing-commits.ts';
import { numberedTasks } from '#tests/support/open-review.ts';
import {
  createTestService,
  importTasks,
  openNewProject,
  type TestService,
} from '#tests/support/open-service.ts';
import { lineTo } from '#tests/support/service-line.ts';
import { storedProject } from '#tests/support/stored-sources.ts';

const ids = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

async function open(label = 'Rejected 3,000 tasks') {
  const made = createTestService();
  const id = await openNewProject(made);
  await importTasks(made, numberedTasks(3_000));
  await made.service.setVerdict([7], 'accepted', 'Accepted task 7');
  await made.service.setVerdict(ids(3_000), 'rejected', label);
  return { made, id, back: new ProjectStepsBack(lineTo(made)) };
}

/** Holds the commit of the next step of a kind back. */
const hold = (kind: LogEntry['kind']) =>
  holdOnce(ProjectRepository.prototype, ({ entries = [] }) =>
    entries.some((entry) => entry.kind === kind),
  );

async function labels({ service }: TestService) {
  const { undoLabel, redoLabel, counts } = await service.snapshot();
  return [undoLabel, redoLabel, counts.rejected];
}

test('a large step back tells what it is and how far, and so does doing it again', async () => {
  const { made, back } = await open();
  const undoing = hold('undone');
  const undone = back.undo();
  await undoing.reached;
  const step = { what: 'Rejected 3,000 tasks', done: 0, total: 3_000, isCancelling: false };
  await vi.waitUntil(() => back.step !== null);
  expect(back.step).toEqual({ doing: 'Undoing', ...step });
  undoing.letGo();
  expect(await undone).toEqual({ ok: true, value: { label: 'Rejected 3,000 tasks' } });
  expect(back.step).toBeNull();
  expect(await labels(made)).toEqual(['Accepted task 7', 'Rejected 3,000 tasks', 0]);

  const redoing = hold('redone');
  const redone = back.redo();
  await redoing.reached;
  await vi.waitUntil(() => back.step !== null);
  expect(back.step).toEqual({ doing: 'Redoing', ...step });
  redoing.letGo();
  expect([(await redone).ok, back.step]).toEqual([true, null]);
  expect(await labels(made)).toEqual(['Rejected 3,000 tasks', null, 3_000]);
});

test('broken off, it has changed nothing, nor has what waited behind it', async () => {
  const { made, id, back } = await open();
  const before = (await storedProject(id)).tasks;
  const told = vi.spyOn(made.service, 'cancelStep');
  const undoing = hold('undone');
  const both = [back.undo(), back.undo()];
  await undoing.reached;
  await vi.waitUntil(() => back.step !== null);
  back.cancel();
  expect(back.step?.isCancelling).toBe(true);
  await vi.waitUntil(() => told.mock.calls.length > 0);
  undoing.letGo();
  const cancelled = { ok: false, error: { kind: 'cancelled' } };
  expect(await Promise.all(both)).toMatchObject([cancelled, cancelled]);
  expect(back.step).toBeNull();
  expect(await labels(made)).toEqual(['Rejected 3,000 tasks', null, 3_000]);
  expect((await storedProject(id)).tasks).toEqual(before);
  expect((await back.undo()).ok).toBe(true);
  expect(await labels(made)).toEqual(['Accepted task 7', 'Rejected 3,000 tasks', 0]);
});

test('a small one says nothing while it is done', async () => {
  const { made, back } = await open();
  await made.service.setVerdict(ids(5), null, 'Took back 5 verdicts');
  const undoing = hold('undone');
  const heard = vi.spyOn(made.service, 'undo');
  const undone = back.undo();
  await undoing.reached;
  expect(heard).toHaveBeenCalledOnce();
  expect(back.step).toBeNull();
  undoing.letGo();
  expect(await undone).toEqual({ ok: true, value: { label: 'Took back 5 verdicts' } });
});
