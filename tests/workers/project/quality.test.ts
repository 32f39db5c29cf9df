import { describe, expect, it } from 'vitest';
import type { QualityView } from '#core/contracts/quality-api.ts';
import type { QualityAnswers, QualityState } from '#core/model/quality.ts';
import { writeQualityFile } from '#core/quality/quality-file.ts';
import { ProjectDb } from '#data/project-db.ts';
import {
  anyPort,
  createTestService,
  FakeLocks,
  type TestService,
} from '#tests/support/open-service.ts';
import { makeTask, storeProject } from '#tests/support/stored-project.ts';

const tasks = [
  makeTask({ id: 1, origin: 'seed', instruction: 'Seed', instances: [{ input: '', output: 'x' }] }),
  ...Array.from({ length: 300 }, (_, index) =>
    makeTask({
      id: index + 2,
      instruction: `Do ${index}`,
      instances: [{ input: '', output: `Done ${index}` }],
    }),
  ),
  makeTask({ id: 302, instruction: 'Incomplete' }),
];

/** Opens a project, a new one with the tasks above by default. */
async function service(
  projectId?: number,
  locks = new FakeLocks(),
): Promise<[TestService, number]> {
  let id = projectId;
  if (id === undefined) {
    const db = await storeProject(tasks);
    id = db.projectId;
    db.close();
  }
  const test = createTestService({ locks });
  const opened = await test.service.open(id, anyPort());
  if (!opened.ok) throw new Error(opened.error.message);
  return [test, id];
}

async function start({ service: project }: TestService, seed = 7, size = 50): Promise<string> {
  const started = await project.startQuality({ seed, size });
  if (!started.ok) throw new Error(started.error.message);
  return started.value.id;
}

async function viewOf({ service: project }: TestService, id: string): Promise<QualityView> {
  const view = await project.qualityView(id);
  if (!view.ok) throw new Error(view.error.message);
  return view.value;
}

const say = (
  { service: project }: TestService,
  reviewId: string,
  place: number,
  answers: QualityAnswers,
  reviewer = 'Ada',
) => project.answerQuality({ reviewId, reviewer, place, answers, note: '' });

const presentOf = (view: QualityView): unknown[] =>
  view.rows.map(({ reviewer, place, states }) => [reviewer, place, states.at(-1)?.answers]);

const fileOf = (view: QualityView, name: string, states: [number, QualityState][]): Blob =>
  new Blob([
    writeQualityFile({ sample: view.review, reviewers: [{ name, states: new Map(states) }] }),
  ]);

const wordsOf = (answer: { ok: boolean; error?: { message: string } }): string | undefined =>
  answer.error?.message;

describe('a quality review', () => {
  it('is gone on with after a reload where it stopped, with undo', async () => {
    const [first, projectId] = await service();
    const id = await start(first);
    expect((await say(first, id, 0, { task: true })).ok).toBe(true);
    await say(first, id, 0, { task: true, input: false });
    await say(first, id, 4, { task: false });
    await first.service.close();

    const [second] = await service(projectId);
    expect(await start(second)).toBe(id);
    const view = await viewOf(second, id);
    expect(view.review.items).toHaveLength(50);
    expect(view.review.pool).toBe(300);
    expect(presentOf(view)).toEqual([
      ['Ada', 0, { task: true, input: false }],
      ['Ada', 4, { task: false }],
    ]);
    const undo = async (): Promise<unknown> => {
      const undone = await second.service.undoQuality(id, 'Ada');
      return undone.ok && undone.value && [undone.value.place, undone.value.states.at(-1)?.answers];
    };
    expect(await undo()).toEqual([4, undefined]);
    expect(await undo()).toEqual([0, { task: true }]);
    expect(await undo()).toEqual([0, undefined]);
    expect(await undo()).toBeNull();
    expect((await viewOf(second, id)).rows).toEqual([]);
  });

  it('keeps its sample when tasks change, and tells what became of them', async () => {
    const [test] = await service();
    const id = await start(test);
    const { review, standings } = await viewOf(test, id);
    expect(new Set(standings)).toEqual(new Set(['same']));
    const [one, two, three] = review.items;
    if (!one || !two || !three) throw new Error('three were drawn');
    await test.service.editTask(one.taskId, { instruction: 'Another' });
    await test.service.setVerdict([two.taskId], 'rejected', 'Rejected one');
    const later = await viewOf(test, id);
    expect(later.review).toEqual(review);
    expect(later.standings.slice(0, 3)).toEqual(['edited', 'rejected', 'same']);
    expect(await start(test)).not.toBe(id);
    await test.service.undo();
    await test.service.undo();
    expect(await start(test)).toBe(id);
    expect(await test.service.qualityReviews()).toHaveLength(2);
  });

  it('refuses what is no answer, and writes nothing then', async () => {
    const [test] = await service();
    const id = await start(test);
    expect(wordsOf(await say(test, 'other', 0, { task: true }))).toMatch(/no such quality review/);
    expect(wordsOf(await say(test, id, 50, { task: true }))).toMatch(/no such item/);
    expect(wordsOf(await say(test, id, 0, { task: true }, ' '))).toMatch(/needs a name/);
    expect((await test.service.startQuality({ seed: 1.5, size: 1 })).ok).toBe(false);
    expect((await test.service.startQuality({ seed: 1, size: 0 })).ok).toBe(false);
    expect((await viewOf(test, id)).rows).toEqual([]);
  });

  it('has nothing to draw from while no task is complete', async () => {
    const db = await storeProject(tasks.slice(0, 1));
    db.close();
    const [test] = await service(db.projectId);
    const started = await test.service.startQuality({ seed: 1, size: 10 });
    expect(wordsOf(started)).toMatch(/nothing to draw from/);
  });

  it('is read, and not changed, by a tab that follows', async () => {
    const locks = new FakeLocks();
    const [writer, projectId] = await service(undefined, locks);
    const id = await start(writer);
    await say(writer, id, 1, { task: true });
    const [follower] = await service(projectId, locks);
    expect(await viewOf(follower, id)).toEqual(await viewOf(writer, id));
    expect(await follower.service.qualityReviews()).toMatchObject([
      { id, size: 50, reviewers: [{ reviewer: 'Ada', answered: 0 }] },
    ]);
    expect(await say(follower, id, 1, {})).toMatchObject({ error: { kind: 'following' } });
  });
});

describe('the file of another reviewer', () => {
  const said = (task: boolean, at: number): QualityState => ({ answers: { task }, note: '', at });

  it('is merged once, however often it comes', async () => {
    const [test] = await service();
    const id = await start(test);
    await say(test, id, 0, { task: true });
    const file = fileOf(await viewOf(test, id), 'Grace', [
      [0, said(false, 5)],
      [9, said(true, 6)],
    ]);
    const merged = await test.service.importQuality(file, id, false);
    expect(merged).toMatchObject({
      value: { isNewSample: false, reviewers: [{ name: 'Grace', added: 2, replaced: 0 }] },
    });
    const after = await viewOf(test, id);
    expect(presentOf(after)).toEqual([
      ['Ada', 0, { task: true }],
      ['Grace', 0, { task: false }],
      ['Grace', 9, { task: true }],
    ]);
    const again = await test.service.importQuality(file, id, false);
    expect(again).toMatchObject({ value: { reviewers: [{ added: 0, replaced: 0, kept: 0 }] } });
    expect(await viewOf(test, id)).toEqual(after);
  });

  it('replaces older answers of the same name only when told to', async () => {
    const [test] = await service();
    const id = await start(test);
    await say(test, id, 0, { task: true });
    const before = await viewOf(test, id);
    const file = fileOf(before, 'Ada', [
      [0, said(false, Date.now() + 60_000)],
      [1, said(true, 5)],
    ]);
    const refused = await test.service.importQuality(file, id, false);
    expect(refused).toMatchObject({ error: { kind: 'conflict' } });
    expect(wordsOf(refused)).toMatch(/“Ada” answered here already.*one item/);
    expect(await viewOf(test, id)).toEqual(before);
    expect((await test.service.importQuality(file, id, true)).ok).toBe(true);
    expect(presentOf(await viewOf(test, id))).toEqual([
      ['Ada', 0, { task: false }],
      ['Ada', 1, { task: true }],
    ]);
  });

  it('of another sample is refused by name, and one that is damaged in words', async () => {
    const [test] = await service();
    const id = await start(test);
    const other = await start(test, 8, 40);
    const before = await viewOf(test, id);
    const file = fileOf(await viewOf(test, other), 'Grace', [[0, said(true, 1)]]);
    const refused = await test.service.importQuality(file, id, false);
    expect(wordsOf(refused)).toMatch(
      /another sample, seed 8, 40 of 300 tasks; this review is of seed 7, 50 of 300 tasks/,
    );
    const cut = await test.service.importQuality(file.slice(0, 900), id, false);
    expect(wordsOf(cut)).toMatch(/no file of a quality review/);
    expect(await viewOf(test, id)).toEqual(before);
    expect((await viewOf(test, other)).rows).toEqual([]);
  });

  it('brings its sample along to a project that has other tasks, or none', async () => {
    const [here] = await service();
    const id = await start(here);
    const view = await viewOf(here, id);
    const empty = await storeProject([]);
    empty.close();
    const [there] = await service(empty.projectId);
    const taken = await there.service.importQuality(fileOf(view, 'Ada', []), null, false);
    expect(taken).toMatchObject({ value: { reviewId: id, isNewSample: true } });
    const copy = await viewOf(there, id);
    expect(copy.review.items).toEqual(view.review.items);
    expect(new Set(copy.standings)).toEqual(new Set(['elsewhere']));
    await say(there, id, 2, { task: true, input: true, output: true }, 'Grace');
    expect(await there.service.qualityReviews()).toMatchObject([
      { id, isDrawnHere: false, reviewers: [{ reviewer: 'Grace', answered: 1 }] },
    ]);
  });

  it('leaves nothing half-written where the project was taken over meanwhile', async () => {
    const [test, projectId] = await service();
    const id = await start(test);
    const file = fileOf(await viewOf(test, id), 'Grace', [[0, said(true, 1)]]);
    const db = new ProjectDb(projectId);
    await db.meta.put({ key: 'writer', value: 99 });
    const refused = await test.service.importQuality(file, id, false);
    expect(refused).toMatchObject({ error: { kind: 'following' } });
    expect(await db.qualityAnswers.count()).toBe(0);
    db.close();
  });
});
