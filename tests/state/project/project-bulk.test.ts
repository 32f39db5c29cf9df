import { expose, wrap } from 'comlink';
import { expect, onTestFinished, test } from 'vitest';
import type { ProjectApi } from '#core/contracts/project-api.ts';
import { ProjectBulk } from '#state/project/project-bulk.ts';
import type { WorkerLine } from '#state/project/worker-line.ts';
import { createTestService, openSeeded, type TestService } from '#tests/support/open-service.ts';

/** Steps over many tasks of a project whose worker is at the other end of a channel. */
function bulkOf({ service }: TestService): ProjectBulk {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  expose(service, port2);
  const project = wrap<ProjectApi>(port1);
  const line: WorkerLine = {
    ask: (use) => use(project),
    change: (use) => use(project),
    read: async (use) => ({ ok: true, value: await use(project) }),
  };
  return new ProjectBulk(line);
}

test('an acceptance takes along whatever else is to be noted', async () => {
  const made = createTestService();
  await openSeeded(made);
  const bulk = bulkOf(made);
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
