import { expect, test } from 'vitest';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { makeTask, storeProject } from '#tests/support/stored-project.ts';
import { ProjectWriter } from '#workers/project/project-writer.ts';
import { taskDetail } from '#workers/project/task-detail.ts';

test('a task comes while a run is writing, once its neighbours can be looked up', async () => {
  const texts = ['Describe a river', 'Describe a river bank', 'Name a colour'];
  const db = await storeProject(
    texts.map((instruction, i) => makeTask({ id: i + 1, origin: 'imported', instruction })),
  );
  const repository = new ProjectRepository(db);
  const writer = await ProjectWriter.open(repository, {
    similarity: createSimilarityService(),
    broadcast: () => undefined,
    onChange: () => undefined,
    now: () => 2_000_000,
  });
  const before = await taskDetail(1, repository, writer);
  let finish: () => void = () => undefined;
  const writing = writer.exclusive(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const during = await taskDetail(1, repository, writer);
  expect(during).toEqual(before);
  expect(before.ok && before.value.nearest.map(({ task }) => task.id)).toContain(2);
  finish();
  await writing;
  db.close();
});
