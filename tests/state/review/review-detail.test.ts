import { afterEach, expect, test, vi } from 'vitest';
import { ReviewDetail } from '#state/review/review-detail.svelte.ts';
import { numberedTasks, openReview } from '#tests/support/open-review.ts';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function open(): Promise<{ detail: ReviewDetail; asked: number[] }> {
  const { project, close } = await openReview(numberedTasks(9));
  cleanups.push(close);
  const asked: number[] = [];
  const detail = new ReviewDetail({
    taskDetail: (id) => {
      asked.push(id);
      return project.taskDetail(id);
    },
  });
  return { detail, asked };
}

test('while lists follow each other, the tasks that they begin with are not read', async () => {
  const { detail, asked } = await open();
  for (const id of [1, 2, 3]) detail.show(id, true);
  await vi.waitUntil(() => detail.detail?.task.id === 3);
  expect(asked).toEqual([3]);
});

test('a task that somebody asks for does not wait for the list', async () => {
  const { detail, asked } = await open();
  detail.show(1, true);
  detail.show(2);
  expect(asked).toEqual([2]);
  await vi.waitUntil(() => detail.detail?.task.id === 2);
  // Whoever goes back to it has it at once, whatever is asked for.
  detail.show(null);
  detail.show(2);
  expect(detail.detail?.task.id).toBe(2);
});
