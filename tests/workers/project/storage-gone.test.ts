import { expect, test } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { ErrandRepository, type ErrandCommit } from '#data/errand-repository.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { planOf, untilErrand } from '#tests/support/errand-steps.ts';
import { failOnce, holdsApplied, loseStorage } from '#tests/support/failing-commits.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded } from '#tests/support/open-service.ts';
import { expectRebuilt } from '#tests/support/stored-errands.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 8, seed: 1 };

const lost = { ok: false, error: { kind: 'storage', message: 'gone' } };

test('a run whose storage is gone says so, and goes on once that is back', async () => {
  const made = createTestService();
  const { service } = made;
  const id = await openSeeded(made);
  let giveBack: () => void = () => undefined;
  failOnce(ProjectRepository.prototype, holdsApplied, () => (giveBack = loseStorage()));
  await service.startRun(plan, null);
  await untilState(made, 'blocked');
  expect((await service.snapshot()).run?.failure).toMatchObject({ kind: 'storage' });
  expect(await service.setVerdict([1], 'rejected', '')).toMatchObject(lost);
  expect(await service.resumeRun(null)).toMatchObject(lost);

  giveBack();
  expect(await service.setVerdict([2], 'rejected', '')).toEqual({ ok: true, value: null });
  const { run, counts } = await service.snapshot();
  expect([run?.state, counts.seeds, counts.rejected]).toEqual(['blocked', 9, 1]);
  expect((await storedProject(id)).tasks).toHaveLength(10);
  expect(await service.resumeRun(null)).toMatchObject({ ok: true });
  await untilState(made, 'done');
  const { sources, tasks } = await storedProject(id);
  expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
});

test('so does an errand, and shows no result that was never stored', async () => {
  const made = createTestService();
  const { service } = made;
  const id = await openSeeded(made);
  let giveBack: () => void = () => undefined;
  const holdsResults = ({ pages }: ErrandCommit): boolean => pages !== undefined;
  failOnce(ErrandRepository.prototype, holdsResults, () => (giveBack = loseStorage()));
  await service.startErrand(planOf('judge', 5), null);
  await untilErrand(made, 'blocked');
  expect((await service.snapshot()).errand?.failure).toMatchObject({ kind: 'storage' });
  await expect(service.judgeTally(1)).rejects.toThrow('gone');

  giveBack();
  expect(await service.judgeTally(1)).toEqual({ ok: true, value: [] });
  expect(await service.resumeErrand(null)).toEqual({ ok: true, value: null });
  await untilErrand(made, 'done');
  expect((await service.snapshot()).errand?.counts).toMatchObject({ scored: 5 });
  await expectRebuilt(id);
});
