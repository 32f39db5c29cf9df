import { afterEach, expect, test, vi } from 'vitest';
import { projectChannel } from '#core/contracts/project-api.ts';
import type { KeepChoice } from '#core/duplicates/decide-group.ts';
import type { Task } from '#core/model/task.ts';
import { pageOf } from '#data/project-repository.ts';
import type { ProjectDb } from '#data/project-db.ts';
import { alikeTexts } from '#tests/support/alike-texts.ts';
import { makeTask, storeProject } from '#tests/support/stored-project.ts';
import { DuplicatesService } from '#workers/duplicates/duplicates-service.ts';

const settings = { tokeniser: 'unicode', threshold: 0.7 } as const;
const choice: KeepChoice = { rule: 'oldest', chosen: [], sparesPeople: true };

const closed: (() => void)[] = [];
afterEach(() => {
  for (const close of closed.splice(0)) close();
});

async function open(alter: (task: Task) => Task = (task) => task) {
  const tasks = alikeTexts.map((instruction, at) => alter(makeTask({ id: at + 1, instruction })));
  const db = await storeProject(tasks);
  const service = new DuplicatesService();
  closed.push(
    () => service.close(),
    () => db.close(),
  );
  await service.open(db.projectId);
  return { db, service };
}

async function change(db: ProjectDb, id: number, alter: (task: Task) => Task): Promise<void> {
  const page = await db.taskPages.get(pageOf(id));
  const tasks = (page?.tasks ?? []).map((task) => (task.id === id ? alter(task) : task));
  await db.taskPages.put({ page: pageOf(id), tasks });
  const channel = new BroadcastChannel(projectChannel(db.projectId));
  channel.postMessage({ kind: 'tasks-changed', version: 2, pages: [pageOf(id)] });
  channel.close();
}

test('groups come largest first, twins among them, with what the rule keeps', async () => {
  const { service } = await open();
  expect(await service.summary(choice)).toBeNull();
  const shares: number[] = [];
  const found = await service.findByWords(settings, (share) => shares.push(share));
  expect(found).toEqual({ ok: true, value: null });
  expect(await service.summary(choice)).toEqual({
    ...{ looked: 7, newer: 0, groups: 2, members: 6, toReject: 4, spared: 0 },
  });
  const [poems, sorting] = await service.groups(choice, 0, 9, 2);
  expect(poems).toMatchObject({ key: 1, size: 4, toReject: 3 });
  expect(poems?.members.map(({ id }) => id)).toEqual([1, 2]);
  expect(sorting?.members[1]?.fate).toMatchObject({ isKept: false, near: { id: 4 } });
  expect((await service.group(choice, 1, 9))?.members).toHaveLength(4);
  expect(await service.toReject(choice, null)).toEqual([2, 3, 5, 7]);
  expect(await service.toReject({ ...choice, chosen: [5] }, 4)).toEqual([4]);
});

test('a group that was thinned out is gone, and comes back with undo', async () => {
  const { db, service } = await open();
  await service.findByWords(settings, () => undefined);
  await change(db, 5, (task) => ({ ...task, human: { verdict: 'rejected' } }));
  await vi.waitFor(async () => {
    expect(await service.summary(choice)).toMatchObject({ groups: 1, members: 4, newer: 0 });
  });
  await change(db, 5, ({ human: _, ...task }) => task);
  await vi.waitFor(async () => {
    expect(await service.summary(choice)).toMatchObject({ groups: 2, members: 6 });
  });
  await change(db, 7, (task) => ({ ...task, human: { edit: { instruction: 'Dance' } } }));
  await vi.waitFor(async () => {
    expect(await service.summary(choice)).toMatchObject({ members: 5, newer: 1, toReject: 3 });
  });
});

test('seeds and accepted tasks are spared; pairs of vectors make groups as well', async () => {
  const { service } = await open((task) => (task.id === 3 ? { ...task, origin: 'seed' } : task));
  const pairs = {
    first: Int32Array.of(1, 4),
    second: Int32Array.of(6, 5),
    scores: Float64Array.of(0.7, 0.9),
    found: 2,
  };
  expect(await service.takePairs(pairs)).toEqual({ ok: true, value: null });
  expect(await service.toReject(choice, null)).toEqual([1, 5, 6]);
  const [group] = await service.groups(choice, 0, 1, 9);
  expect(group?.members.at(-1)?.fate).toEqual({ isKept: false, near: { id: 3, score: 0.7 } });
  const tooMany = await service.takePairs({ ...pairs, found: 3 });
  expect(tooMany).toEqual({ ok: false, error: { kind: 'too-many-pairs', pairs: 3 } });
});

test('a threshold that is none is refused, and so is a look into nothing', async () => {
  const { service } = await open();
  const wrong = await service.findByWords({ ...settings, threshold: 7 }, () => undefined);
  expect(wrong).toMatchObject({ ok: false, error: { kind: 'bad-threshold' } });
  expect(await new DuplicatesService().findByWords(settings, () => undefined)).toEqual({
    ...{ ok: false, error: { kind: 'not-open' } },
  });
});
