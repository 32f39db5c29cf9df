import { describe, expect, it } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { isInPool } from '#core/model/effective-task.ts';
import type { HumanOverlay } from '#core/model/task.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { openReview, numberedTasks } from '#tests/support/open-review.ts';
import {
  anyPort,
  createTestService,
  openSeeded,
  type TestService,
} from '#tests/support/open-service.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 };

async function overlayOf(test: TestService, id: number): Promise<HumanOverlay | undefined> {
  const detail = await test.service.taskDetail(id);
  if (!detail.ok) throw new Error(detail.error.message);
  return detail.value.task.human;
}

describe('marks of people', () => {
  it('are kept over a reload, undone and redone in their own words', async () => {
    const first = createTestService();
    const id = await openSeeded(first);
    const label = 'Rejected 2 tasks: unclear';
    const change = { verdict: 'rejected', rejectReason: 'unclear' } as const;
    expect((await first.service.setMarks([2, 3], change, label)).ok).toBe(true);
    const tagged = { addTags: ['later'], rating: 2, isFlagged: true, note: 'Ask again' } as const;
    await first.service.setMarks([3], tagged, 'Tagged task 3');
    await first.service.close();

    const second = createTestService();
    await second.service.open(id, anyPort());
    expect(await overlayOf(second, 3)).toEqual({
      ...change,
      tags: ['later'],
      rating: 2,
      isFlagged: true,
      note: 'Ask again',
    });
    expect((await second.service.snapshot()).undoLabel).toBe('Tagged task 3');
    await second.service.undo();
    expect(await overlayOf(second, 3)).toEqual(change);
    expect(await second.service.undo()).toEqual({ ok: true, value: { label } });
    expect(await overlayOf(second, 3)).toBeUndefined();
    await second.service.redo();
    const { sources, tasks } = await storedProject(id);
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
  });

  it('lose the reason when the rejection is taken back, and get it again by undo', async () => {
    const test = createTestService();
    await openSeeded(test);
    const change = { verdict: 'rejected', rejectReason: 'duplicate' } as const;
    await test.service.setMarks([1], change, 'Rejected task 1');
    await test.service.setVerdict([1, 2], 'accepted', 'Accepted 2 tasks');
    expect(await overlayOf(test, 1)).toEqual({ verdict: 'accepted' });
    await test.service.undo();
    expect(await overlayOf(test, 1)).toEqual(change);
    expect(await overlayOf(test, 2)).toBeUndefined();
  });

  it('refuses what is no mark, and leaves everything as it was', async () => {
    const test = createTestService();
    await openSeeded(test);
    const refused = [
      await test.service.setMarks([], { rating: 1 }, ''),
      await test.service.setMarks([99], { rating: 1 }, ''),
      await test.service.setMarks([1], {}, ''),
      await test.service.setMarks([1], { addTags: [' x'] }, ''),
      await test.service.setMarks([1], { note: 'x'.repeat(10_001) }, ''),
    ];
    expect(refused.map(({ ok }) => ok)).toEqual([false, false, false, false, false]);
    expect((await test.service.snapshot()).undoLabel).toBe('Added 10 seeds');
  });

  it('win over what a replay decides', async () => {
    const test = createTestService();
    const id = await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const machine = (await storedProject(id)).tasks.filter(
      (task) => task.origin === 'machine' && isInPool(task),
    );
    const ids = machine.map((task) => task.id);
    const change = { verdict: 'accepted', rating: 4, addTags: ['keep'] } as const;
    await test.service.setMarks(ids, change, 'Kept all');
    const similarity = { ...modernRecipe.similarity, threshold: 0.3 };
    expect((await test.service.replay({ ...modernRecipe, similarity })).ok).toBe(true);
    const { sources, tasks } = await storedProject(id);
    const after = tasks.filter((task) => ids.includes(task.id));
    expect(after.some((task) => task.status === 'rejected')).toBe(true);
    for (const task of after) {
      expect(task.human).toEqual({ verdict: 'accepted', rating: 4, tags: ['keep'] });
      expect(isInPool(task)).toBe(true);
    }
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
  });

  it('go over 100,000 tasks in one step, and back', async () => {
    const count = 100_000;
    const opened = await openReview(numberedTasks(count));
    const ids = Array.from({ length: count }, (_, i) => i + 1);
    const change = { rating: 3, addTags: ['all'] } as const;
    expect((await opened.project.setMarks([7], { addTags: ['one'] }, 'Tagged task 7')).ok).toBe(
      true,
    );
    expect((await opened.project.setMarks(ids, change, 'Rated all')).ok).toBe(true);
    const marked = (await storedProject(opened.project.id)).tasks;
    expect(marked.every(({ human }) => human?.rating === 3)).toBe(true);
    expect(marked[6]?.human?.tags).toEqual(['one', 'all']);
    await opened.project.undo();
    const back = (await storedProject(opened.project.id)).tasks;
    expect(back.filter(({ human }) => human !== undefined).map(({ id }) => id)).toEqual([7]);
    expect(back[6]?.human).toEqual({ tags: ['one'] });
    await opened.close();
  }, 60_000);
});
