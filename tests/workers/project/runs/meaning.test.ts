import { describe, expect, it, vi } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { isInPool } from '#core/model/effective-task.ts';
import type { Complete } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Task } from '#core/model/task.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import {
  anyPort,
  createTestService,
  FakeLocks,
  importTasks,
  openSeeded,
  type TestService,
} from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';
import { WordMeaning } from '#tests/support/word-meaning.ts';

const withRule = (threshold: number): Recipe => ({
  ...modernRecipe,
  similarity: { ...modernRecipe.similarity, semantic: { threshold, space: { kind: 'lexical' } } },
});

const plan = (threshold: number, target = 12): RunPlan => ({
  recipe: withRule(threshold),
  connection: testConnection,
  target,
  seed: 1,
});

async function seeded(test: TestService): Promise<number> {
  const id = await openSeeded(test);
  return id;
}

const tooNear = (tasks: readonly Task[]) =>
  tasks.filter(({ rejection }) => rejection?.reason === 'too-similar-meaning');

async function expectFolded(id: number): Promise<readonly Task[]> {
  const { sources, tasks } = await storedProject(id);
  expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
  return tasks;
}

describe('a run that filters by embeddings', () => {
  it('rejects by words with culprits, and its pool follows from its log without them', async () => {
    const test = createTestService();
    const id = await seeded(test);
    expect((await test.service.startRun(plan(0.5), null)).ok).toBe(true);
    await untilState(test, 'done');
    const tasks = await expectFolded(id);
    const [first] = tooNear(tasks);
    if (first?.rejection?.reason !== 'too-similar-meaning') throw new Error('none was rejected');
    expect(first.rejection).toMatchObject({ by: 'words' });
    expect(first.rejection.score).toBeGreaterThan(0.5);
    const detail = await test.service.taskDetail(first.id);
    expect(detail.ok && detail.value.culprit?.id).toBe(first.rejection.culprit);
    const { run, activity } = await test.service.snapshot();
    expect(run?.funnel.losses['too-similar-meaning']).toBe(tooNear(tasks).length);
    const shown = activity?.rejected.find(
      ({ rejection }) => rejection?.reason === 'too-similar-meaning',
    );
    expect(shown?.culpritText).toBeDefined();
  });

  it('compares with members only: a task that a person rejected is none any more', async () => {
    const test = createTestService();
    const id = await seeded(test);
    const api = new WordMeaning();
    const second = createTestService({ meaningOf: () => api, locks: new FakeLocks() });
    await test.service.startRun(plan(0.6, 4), null);
    await untilState(test, 'done');
    const member = (await storedProject(id)).tasks.find(
      (task) => task.origin === 'machine' && isInPool(task),
    );
    if (member === undefined) throw new Error('nothing was accepted');
    await second.service.open(id, anyPort());
    await second.service.setVerdict([member.id, 1], 'rejected', 'Rejected 2 tasks');
    await second.service.editTask(2, { instruction: 'Judge whether a poem is good' });
    await second.service.raiseTarget(8, null);
    await untilState(second, 'done');
    expect(api.members.has(member.id)).toBe(false);
    expect(api.members.has(1)).toBe(false);
    expect(api.members.get(2)).toBe('Judge whether a poem is good');
    await expectFolded(id);
  });

  it('waits where the model goes, and goes on with it or, if a person says so, without', async () => {
    const api = new WordMeaning();
    api.comparisonsLeft = 2;
    const test = createTestService({ meaningOf: () => api });
    const id = await seeded(test);
    await test.service.startRun(plan(0.6, 30), null);
    await untilState(test, 'waiting-for-model');
    const { run } = await test.service.snapshot();
    expect(run?.failure).toEqual({ kind: 'embedding', message: 'The model is gone.' });
    const before = await expectFolded(id);
    api.comparisonsLeft = 2;
    expect((await test.service.resumeRun(null)).ok).toBe(true);
    await vi.waitFor(async () => {
      const snapshot = await test.service.snapshot();
      expect(snapshot.run?.state).toBe('waiting-for-model');
      expect(snapshot.activity?.inFlight).toBe(0);
    });
    expect((await expectFolded(id)).length).toBeGreaterThan(before.length);
    expect((await test.service.skipMeaning(true)).ok).toBe(true);
    await test.service.resumeRun(null);
    await untilState(test, 'done');
    expect((await test.service.snapshot()).run?.skipsMeaning).toBe(true);
    await expectFolded(id);
  });

  it('goes on by itself after a reload, once the model is there again', async () => {
    const api = new WordMeaning();
    api.comparisonsLeft = 1;
    const first = createTestService({ meaningOf: () => api });
    const id = await seeded(first);
    await first.service.startRun(plan(0.6), null);
    await untilState(first, 'waiting-for-model');
    await first.service.close();
    const second = createTestService({ meaningOf: () => new WordMeaning() });
    await second.service.open(id, anyPort());
    await untilState(second, 'done');
    await expectFolded(id);
  });

  it('does not start where the model is not at hand', async () => {
    const api = new WordMeaning();
    api.reset = () =>
      Promise.resolve({ ok: false, error: { kind: 'lost', message: 'Bring it in.' } });
    const test = createTestService({ meaningOf: () => api });
    const id = await seeded(test);
    expect(await test.service.startRun(plan(0.6), null)).toMatchObject({
      ok: false,
      error: { message: 'Near-duplicates can’t be looked for now. Bring it in.' },
    });
    expect(await test.service.preview(plan(0.6), null)).toMatchObject({ ok: false });
    expect((await storedProject(id)).sources.runs).toEqual([]);
    expect(await test.service.startRun(plan(1.2), null)).toMatchObject({
      error: { message: 'The threshold of the filter by embeddings must lie between 0 and 1.' },
    });
  });

  it('embeds a large import that comes in mid-run, and then goes on', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const complete: Complete = async (call) => {
      await held;
      return replyTo(call);
    };
    const api = new WordMeaning();
    const test = createTestService({ complete, meaningOf: () => api });
    const id = await seeded(test);
    await test.service.startRun(plan(0.6, 4), null);
    await vi.waitFor(async () => {
      expect((await test.service.snapshot()).activity?.inFlight).toBeGreaterThan(0);
    });
    const rows = Array.from({ length: 600 }, (_, place) => ({
      instruction: `Imported number ${place} of the set`,
      instances: [],
      isClassification: null,
    }));
    await importTasks(test, rows);
    release();
    await untilState(test, 'done');
    expect(api.members.size).toBeGreaterThanOrEqual(610);
    await expectFolded(id);
  });
});

describe('before and after such a run', () => {
  it('a preview shows what would be rejected, and leaves nothing behind', async () => {
    const test = createTestService();
    await seeded(test);
    const round = await test.service.preview(plan(0.2), null);
    if (!round.ok) throw new Error(round.error.message);
    const near = round.value.items.find(
      ({ verdict }) => !verdict.keep && verdict.reason === 'too-similar-meaning',
    );
    expect(near?.culpritText).toBeDefined();
    const again = await test.service.preview(plan(0.2), null);
    expect(again.ok && again.value.items).toEqual(round.value.items);
  });

  it('a replay goes by the recorded scores, and says of how many there are none', async () => {
    const test = createTestService();
    const id = await seeded(test);
    await test.service.startRun(plan(0.5), null);
    await untilState(test, 'done');
    const rejected = tooNear((await storedProject(id)).tasks).length;
    const none = vi.fn(() => {
      throw new Error('a replay asks no model');
    });
    await test.service.close();
    const later = createTestService({ meaningOf: none });
    await later.service.open(id, anyPort());
    const loose = await later.service.previewReplay(withRule(1));
    expect(loose).toMatchObject({ ok: true, value: { gained: rejected, lost: 0, unknown: 0 } });
    const model = { kind: 'model', space: 's', key: 'k', name: 'Other' } as const;
    const other = withRule(0.5);
    const { similarity } = other;
    const elsewhere = {
      ...other,
      similarity: { ...similarity, semantic: { threshold: 0.5, space: model } },
    };
    const unknown = await later.service.previewReplay(elsewhere);
    expect(unknown.ok && unknown.value.unknown).toBeGreaterThan(rejected);
    expect((await later.service.replay(withRule(1))).ok).toBe(true);
    expect(tooNear(await expectFolded(id))).toEqual([]);
    expect((await later.service.undo()).ok).toBe(true);
    expect(tooNear(await expectFolded(id)).length).toBe(rejected);
    expect(none).not.toHaveBeenCalled();
  });
});
