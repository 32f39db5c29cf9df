import { describe, expect, it } from 'vitest';
import { modernRecipe } from '#core/recipes/modern.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, FakeLocks, openSeeded } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import {
  presentOf,
  qualityTasks,
  say,
  service,
  start,
  viewOf,
  wordsOf,
} from '#tests/support/quality-steps.ts';
import { storeProject } from '#tests/support/stored-project.ts';
import { untilState } from '#tests/support/stored-sources.ts';

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
    const { rows } = await viewOf(second, id);
    expect(rows.flatMap(({ states }) => states)).toEqual([]);
  });

  it('keeps another answer that is given where the first one was taken back', async () => {
    const [test] = await service();
    const id = await start(test);
    await say(test, id, 0, { task: true });
    await test.service.undoQuality(id, 'Ada');
    expect((await say(test, id, 0, { task: false })).ok).toBe(true);
    expect(presentOf(await viewOf(test, id))).toEqual([['Ada', 0, { task: false }]]);
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

  it('draws from the pool that a replay leaves behind which it waited for', async () => {
    const test = createTestService({ complete: (call) => Promise.resolve(replyTo(call)) });
    await openSeeded(test);
    await test.service.startRun(
      { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 },
      null,
    );
    await untilState(test, 'done');
    const before = await start(test);
    const similarity = { ...modernRecipe.similarity, threshold: 0.35 };
    const [replayed, meanwhile] = await Promise.all([
      test.service.replay({ ...modernRecipe, similarity }),
      start(test),
    ]);
    expect(replayed.ok).toBe(true);
    expect(meanwhile).not.toBe(before);
    expect(await start(test)).toBe(meanwhile);
  });

  it('does undone answers again after a reload, until something else is answered', async () => {
    const [first, projectId] = await service();
    const id = await start(first);
    await say(first, id, 0, { task: true });
    await say(first, id, 4, { task: false });
    await first.service.undoQuality(id, 'Ada');
    await first.service.undoQuality(id, 'Ada');
    expect(await first.service.qualityReviews()).toMatchObject([{ reviewers: [] }]);
    await first.service.close();
    const [test] = await service(projectId);
    expect(await test.service.redoQuality(id, 'Ada')).toMatchObject({ value: { place: 0 } });
    await say(test, id, 7, { task: true });
    expect(await test.service.redoQuality(id, 'Ada')).toEqual({ ok: true, value: null });
    expect(presentOf(await viewOf(test, id))).toEqual([
      ['Ada', 0, { task: true }],
      ['Ada', 7, { task: true }],
    ]);
  });

  it('is removed with its answers, and put back', async () => {
    const [test] = await service();
    const [id, other] = [await start(test), await start(test, 8)];
    await say(test, id, 0, { task: true });
    await say(test, other, 3, { task: false });
    const before = await viewOf(test, id);
    const removed = await test.service.removeQuality(id);
    if (!removed.ok) throw new Error(removed.error.message);
    expect((await test.service.qualityReviews()).map((each) => each.id)).toEqual([other]);
    expect(wordsOf(await test.service.qualityView(id))).toMatch(/no such quality review/);
    expect(wordsOf(await test.service.removeQuality(id))).toMatch(/no such quality review/);
    expect((await test.service.restoreQuality(removed.value)).ok).toBe(true);
    expect(await viewOf(test, id)).toEqual(before);
    const forged = { ...removed.value, review: { ...removed.value.review, seed: 9 } };
    expect((await test.service.restoreQuality(forged)).ok).toBe(false);
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
    const db = await storeProject(qualityTasks.slice(0, 1));
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
