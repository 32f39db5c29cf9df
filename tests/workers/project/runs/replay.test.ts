import { describe, expect, it } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { isInPool } from '#core/model/effective-task.ts';
import type { Complete } from '#core/model/model-call.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { holdOnce } from '#tests/support/failing-commits.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 };

const strict = {
  ...modernRecipe,
  similarity: { ...modernRecipe.similarity, threshold: 0.35 },
};

const lateSeed = {
  id: 'late',
  name: 'late',
  instruction: 'Hum a tune from home',
  instances: [{ input: '', output: 'La la' }],
  isClassification: false,
};

describe('a replay', () => {
  const poolOf = async (id: number) =>
    (await storedProject(id)).tasks.filter(isInPool).map((task) => task.id);

  it('changes the rules without a call, keeps what people did, and can be undone', async () => {
    const calls: string[] = [];
    const complete: Complete = (call) => {
      calls.push(call.step);
      return Promise.resolve(replyTo(call));
    };
    const test = createTestService({ complete });
    const id = await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const before = await poolOf(id);
    const machine = before.filter((each) => each > 10);
    const judged = machine[0] ?? 0;
    await test.service.setVerdict([judged], 'accepted', 'Accepted one task');
    const asked = calls.length;

    const shown = await test.service.previewReplay(strict);
    if (!shown.ok) throw new Error(shown.error.message);
    expect(shown.value.lost).toBeGreaterThan(0);
    expect(await poolOf(id)).toEqual(before);

    expect((await test.service.replay(strict)).ok).toBe(true);
    const after = await poolOf(id);
    expect(before.length - after.length).toBe(shown.value.lost - shown.value.gained);
    expect(after).toContain(judged);
    expect(calls.length).toBe(asked);
    const snapshot = await test.service.snapshot();
    expect(snapshot.run?.recipe.similarity.threshold).toBe(0.35);
    expect(snapshot.run?.funnel.losses['too-similar']).toBeGreaterThan(0);
    const replayed = await storedProject(id);
    expect((await rebuildPool(replayed.sources, createSimilarityService())).pool.tasks).toEqual(
      replayed.tasks,
    );

    const held = holdOnce(ProjectRepository.prototype, ({ entries = [] }) =>
      entries.some(({ kind }) => kind === 'undone'),
    );
    const broken = test.service.undo(() => undefined);
    await held.reached;
    await test.service.cancelStep();
    held.letGo();
    expect(await broken).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await storedProject(id)).toEqual(replayed);
    expect((await test.service.snapshot()).run).toEqual(snapshot.run);

    await test.service.undo();
    expect(await poolOf(id)).toEqual(before);
    const undone = await storedProject(id);
    expect((await rebuildPool(undone.sources, createSimilarityService())).pool.tasks).toEqual(
      undone.tasks,
    );
    expect((await test.service.snapshot()).run?.recipe).toEqual(modernRecipe);
  });

  it('gives ids to what another parser finds, and goes on with the run afterwards', async () => {
    const test = createTestService();
    const id = await openSeeded(test);
    await test.service.startRun({ ...plan, recipe: paperRecipe }, null);
    await untilState(test, 'done');
    const before = (await storedProject(id)).tasks;
    await test.service.addSeeds([lateSeed]);
    expect((await test.service.replay({ ...paperRecipe, parsing: 'modern' })).ok).toBe(true);
    await test.service.raiseTarget(40, null);
    await untilState(test, 'done');
    const { sources, tasks } = await storedProject(id);
    const ids = tasks.map((task) => task.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(before.length + 1);
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
  });

  it('tells how far it is, and can be broken off without a trace', async () => {
    // A clock on which every look is a while later, so that each step lets messages in.
    let clock = 1_000_000;
    const test = createTestService({ now: () => (clock += 150) });
    await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const { service: opened } = test;
    const before = await opened.snapshot();
    const shares: number[] = [];
    const stopAtOnce = (share: number): void => {
      shares.push(share);
      void opened.cancelReplay();
    };
    const cancelled = { ok: false, error: { kind: 'cancelled' } };
    expect(await opened.previewReplay(strict, stopAtOnce)).toMatchObject(cancelled);
    expect(await opened.replay(strict, stopAtOnce)).toMatchObject(cancelled);
    expect(shares).toHaveLength(2);
    const after = await opened.snapshot();
    expect(after.version).toBe(before.version);
    expect(after.run?.recipe).toEqual(before.run?.recipe);
    expect(after.counts).toEqual(before.counts);

    const told: number[] = [];
    const looked = await opened.previewReplay(strict, (share) => told.push(share));
    expect(looked.ok).toBe(true);
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(1);
    expect((await opened.replay(strict)).ok).toBe(true);
  });
});
