import { expect, test } from 'vitest';
import { ProjectBulk } from '#state/project/project-bulk.ts';
import { createTestService, openSeeded } from '#tests/support/open-service.ts';
import { lineTo } from '#tests/support/service-line.ts';

test('an acceptance takes along whatever else is to be noted', async () => {
  const made = createTestService();
  await openSeeded(made);
  const bulk = new ProjectBulk(lineTo(made));
  const heard: number[] = [];
  const change = { verdict: 'accepted', rating: 4, addTags: ['keep'] } as const;
  const done = await bulk.mark([1, 2], change, 'Kept 2 tasks', (tasks) => void heard.push(tasks));
  expect([done, heard]).toEqual([{ ok: true, value: null }, [2]]);
  const detail = await made.service.taskDetail(2);
  expect(detail.ok && detail.value.task.human).toEqual({
    verdict: 'accepted',
    rating: 4,
    tags: ['keep'],
  });
  await bulk.mark([3], { verdict: 'accepted' }, 'Accepted 1 task', () => undefined);
  const plain = await made.service.taskDetail(3);
  expect(plain.ok && plain.value.task.human).toEqual({ verdict: 'accepted' });
});
