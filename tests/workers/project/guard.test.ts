import { describe, expect, it } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { isInPool } from '#core/model/effective-task.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Task } from '#core/model/task.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { reasonOf } from '#core/review/task-facts.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { idsOfBits, TaskChecker } from '#core/suspicions/check-task.ts';
import { usualPlan } from '#core/suspicions/suspicion-plan.ts';
import { testConnection, testSeeds } from '#tests/support/memory-project.ts';
import {
  createTestService,
  importTasks,
  openNewProject,
  openSeeded,
  type TestService,
} from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 };
const leaked = 'the quick brown fox jumps over the lazy dog by night';

/** Every third step-3 reply holds nothing but a text of the guard set. */
function serviceThatLeaks(): TestService {
  let asked = 0;
  const test = createTestService({
    complete: (call) => {
      const reply = replyTo(call);
      if (call.step !== 'instance' || reply.kind !== 'reply') return Promise.resolve(reply);
      asked += 1;
      const text =
        asked % 3 === 0 ? reply.text.replaceAll(/(?<=Output: ?).*/gu, leaked) : reply.text;
      return Promise.resolve({ ...reply, text });
    },
  });
  return test;
}

const machineIn = (tasks: readonly Task[]): Task[] =>
  tasks.filter((task) => task.origin === 'machine' && isInPool(task));

async function addSet(test: TestService, instructions: readonly string[]): Promise<string> {
  const rows = instructions.map((instruction) => ({ instruction, instances: [] }));
  const added = await test.service.addGuardSet('eval.txt', rows);
  if (!added.ok) throw new Error(added.error.message);
  return added.value.id;
}

const guarded = (id: string): Recipe => ({
  ...modernRecipe,
  guard: { sets: [id], threshold: 0.7, wordRun: 8 },
});

describe('a run that keeps away from a guard set', () => {
  it('rejects what comes too near, and its pool is the fold over its log', async () => {
    const test = serviceThatLeaks();
    const projectId = await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const known = machineIn((await storedProject(projectId)).tasks).slice(0, 3);
    const id = await addSet(test, [...known.map((task) => task.instruction), leaked]);
    await test.service.startRun({ ...plan, recipe: guarded(id), target: 20, seed: 2 }, null);
    await untilState(test, 'done');
    const { sources, tasks } = await storedProject(projectId);
    const contaminated = tasks.filter((task) => task.rejection?.reason === 'contaminated');
    expect(contaminated.some((task) => task.provenance?.instanceRequestId !== undefined)).toBe(
      true,
    );
    expect(contaminated[0]?.rejection).toMatchObject({ setName: 'eval.txt' });
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
    const { run } = await test.service.snapshot();
    const losses = run?.funnel.losses ?? {};
    const counted = (losses.contaminated ?? 0) + (losses['instances-contaminated'] ?? 0);
    expect(counted).toBe(contaminated.length);
  });

  it('can be had later by a replay, and the set stays while a run names it', async () => {
    const test = serviceThatLeaks();
    const projectId = await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const before = (await storedProject(projectId)).tasks;
    const [first] = machineIn(before);
    const id = await addSet(test, [first?.instruction ?? '']);
    expect((await test.service.replay(guarded(id))).ok).toBe(true);
    const { sources, tasks } = await storedProject(projectId);
    const after = tasks.find((task) => task.id === first?.id);
    expect(after?.rejection).toMatchObject({ reason: 'contaminated', score: 1 });
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
    expect((await test.service.removeGuardSet(id)).ok).toBe(false);
    await test.service.undo();
    expect((await storedProject(projectId)).tasks).toEqual(before);
    // Redoing would need it.
    expect((await test.service.removeGuardSet(id)).ok).toBe(false);
  });
});

describe('a preview', () => {
  it('says what would be rejected as contaminated', async () => {
    const test = serviceThatLeaks();
    await openSeeded(test);
    const itemsOf = async (recipe: Recipe) => {
      const shown = await test.service.preview({ ...plan, recipe }, null);
      if (!shown.ok) throw new Error(shown.error.message);
      return shown.value.items;
    };
    const kept = (await itemsOf(modernRecipe)).find(({ verdict }) => verdict.keep);
    const id = await addSet(test, [kept?.instruction ?? '']);
    const again = await itemsOf(guarded(id));
    expect(
      again.find(({ instruction }) => instruction === kept?.instruction)?.verdict,
    ).toMatchObject({ keep: false, reason: 'contaminated', setName: 'eval.txt', score: 1 });
  });
});

describe('guard sets of a project', () => {
  it('are there once however often they are added, and go when no run needs them', async () => {
    const test = serviceThatLeaks();
    await openNewProject(test);
    const id = await addSet(test, ['Name a tree']);
    expect(await addSet(test, ['Name a tree'])).toBe(id);
    expect(await test.service.guardSets()).toEqual([
      { id, name: 'eval.txt', rows: 1, isInUse: false },
    ]);
    expect((await test.service.removeGuardSet(id)).ok).toBe(true);
    expect(await test.service.guardSets()).toEqual([]);
    const refused = await test.service.startRun({ ...plan, recipe: guarded(id) }, null);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  });

  it('find what came near in a pool that was made without them', async () => {
    const test = serviceThatLeaks();
    const projectId = await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const [first] = machineIn((await storedProject(projectId)).tasks);
    const id = await addSet(test, [first?.instruction ?? '', testSeeds[0]?.instruction ?? '']);
    const rules = { sets: [id], threshold: 0.95, wordRun: 8 };
    const found = await test.service.checkPool(rules, () => undefined);
    if (!found.ok) throw new Error(found.error.message);
    expect(found.value.map((each) => each.id)).toContain(first?.id);
    expect(found.value.map((each) => each.id)).not.toContain(1);
    const ids = found.value.map((each) => each.id);
    await test.service.setVerdict(ids, 'rejected', 'Rejected contaminated tasks');
    const again = await test.service.checkPool(rules, () => undefined);
    expect(again).toEqual({ ok: true, value: [] });
  });
});

describe('what a check of the pool found', () => {
  const rows = ['Name a tree that loses its leaves', 'Sum up the news of the day'].map(
    (instruction) => ({
      instruction,
      instances: [{ input: '', output: 'Larch' }],
      isClassification: null,
    }),
  );

  it('is kept with the rejection, and goes with it', async () => {
    const test = createTestService();
    const projectId = await openNewProject(test);
    await importTasks(test, rows);
    const set = await addSet(test, ['Name a tree that loses its needles']);
    const rules = { sets: [set], threshold: 0.7, wordRun: 8 };
    const found = await test.service.checkPool(rules, () => undefined);
    if (!found.ok) throw new Error(found.error.message);
    expect(found.value.map(({ id }) => id)).toEqual([1]);
    const label = 'Rejected 1 contaminated task';
    expect((await test.service.rejectContaminated(found.value, label)).ok).toBe(true);

    const taskNow = async (): Promise<Task> => {
      const detail = await test.service.taskDetail(1);
      if (!detail.ok) throw new Error(detail.error.message);
      return detail.value.task;
    };
    const what = { reason: 'contaminated', setName: 'eval.txt' };
    expect((await taskNow()).human?.contaminated).toMatchObject(what);
    expect((await taskNow()).human).toEqual({
      verdict: 'rejected',
      contaminated: found.value[0]?.contaminated,
    });
    expect(reasonOf(await taskNow())).toBe('contaminated');
    const bits = new TaskChecker(usualPlan).bits(await taskNow());
    expect(idsOfBits(bits)).toContain('contaminated-task');
    expect((await test.service.rejectContaminated(found.value, label)).ok).toBe(false);
    const { sources, tasks } = await storedProject(projectId);
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);

    expect(await test.service.undo()).toMatchObject({ ok: true, value: { label } });
    expect((await taskNow()).human).toBeUndefined();
    await test.service.redo();
    // Rejected once more without a reason, it stays what it is; another reason takes its place.
    await test.service.setMarks([1], { verdict: 'rejected', rejectReason: null }, 'Rejected');
    expect(reasonOf(await taskNow())).toBe('contaminated');
    await test.service.setMarks([1], { verdict: 'rejected', rejectReason: 'unclear' }, 'Unclear');
    expect((await taskNow()).human).toEqual({ verdict: 'rejected', rejectReason: 'unclear' });
    await test.service.undo();
    await test.service.setVerdict([1], null, 'Took back');
    expect((await taskNow()).human).toBeUndefined();
    await test.service.undo();
    expect(reasonOf(await taskNow())).toBe('contaminated');
  });
});
