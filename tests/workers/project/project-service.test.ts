import { describe, expect, it, vi } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { isComplete, isInPool } from '#core/model/effective-task.ts';
import type { Complete } from '#core/model/model-call.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { listProjects } from '#data/catalogue-db.ts';
import { testConnection, testSeeds } from '#tests/support/memory-project.ts';
import {
  anyPort,
  createTestService,
  FakeLocks,
  openNewProject,
  openSeeded,
} from '#tests/support/open-service.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';
import { replyTo } from '#tests/support/prompt-model.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 };

describe('a project and its run', () => {
  it('stores a run whose pool is the fold over its log, people’s edits included', async () => {
    const test = createTestService();
    const id = await openNewProject(test);
    expect((await test.service.addSeeds(testSeeds)).ok).toBe(true);
    expect((await test.service.startRun(plan, null)).ok).toBe(true);
    await untilState(test, 'done');
    const machine = (await storedProject(id)).sources;
    expect(machine.entries.filter(({ kind }) => kind === 'applied').length).toBeGreaterThan(5);
    expect((await test.service.setVerdict([12, 13], 'rejected', 'Rejected 2 tasks')).ok).toBe(true);
    expect((await test.service.editTask(14, { instruction: 'Sing a song of six' })).ok).toBe(true);
    expect((await test.service.undo()).ok).toBe(true);
    expect((await test.service.undo()).ok).toBe(true);
    expect((await test.service.redo()).ok).toBe(true);
    expect((await test.service.removeSeeds([1])).ok).toBe(true);
    const { sources, tasks } = await storedProject(id);
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
  });

  it('undoes in plain words and puts everything back', async () => {
    const test = createTestService();
    await openSeeded(test);
    await test.service.editTask(3, { instruction: 'Write a rhyme about stale bread' });
    await test.service.setVerdict([3], 'rejected', 'Rejected one task');
    const rejected = await test.service.taskDetail(3);
    expect(rejected.ok && isInPool(rejected.value.task)).toBe(false);
    expect((await test.service.snapshot()).undoLabel).toBe('Rejected one task');
    await test.service.undo();
    const back = await test.service.taskDetail(3);
    expect(back.ok && back.value.task).toMatchObject({
      instruction: 'Write a rhyme about bread',
      human: { edit: { instruction: 'Write a rhyme about stale bread' } },
    });
    await test.service.undo();
    expect((await test.service.snapshot()).undoLabel).toBe('Added 10 seeds');
    expect((await test.service.snapshot()).redoLabel).toBe('Edited task 3');
  });

  it('goes on after its worker was closed in mid-run, without losing or doubling anything', async () => {
    const slow: Complete = async (call) => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      return replyTo(call);
    };
    const locks = new FakeLocks();
    const first = createTestService({ complete: slow, locks });
    const id = await openSeeded(first);
    await first.service.startRun(plan, null);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await first.service.close();
    const second = createTestService({ complete: slow, locks });
    await second.service.open(id, anyPort());
    await untilState(second, 'done');
    const { sources, tasks } = await storedProject(id);
    const applied = sources.entries.flatMap((entry) =>
      entry.kind === 'applied' ? [entry.requestId] : [],
    );
    expect(new Set(applied).size).toBe(applied.length);
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
  });

  it('waits for the key after a reload, and never stores it', async () => {
    const key = 'sk-planted-1234567890';
    const never: Complete = () => new Promise(() => undefined);
    const locks = new FakeLocks();
    const first = createTestService({ complete: never, locks });
    const id = await openSeeded(first);
    await first.service.startRun(plan, { [testConnection.baseUrl]: key });
    await vi.waitFor(async () => {
      expect((await first.service.snapshot()).activity?.inFlight).toBeGreaterThan(0);
    });
    // A tab that is closed does not say goodbye: its lock goes, its rows stay.
    const second = createTestService({ locks: new FakeLocks() });
    await second.service.open(id, anyPort());
    expect((await second.service.snapshot()).run?.state).toBe('waiting-for-key');
    expect((await second.service.resumeRun({ [testConnection.baseUrl]: key })).ok).toBe(true);
    await untilState(second, 'done');
    const { sources, tasks } = await storedProject(id);
    const interrupted = [...sources.attempts.values()].filter(
      ({ outcome }) => outcome.kind === 'failure' && outcome.failure.kind === 'interrupted',
    );
    expect(interrupted.length).toBeGreaterThan(0);
    expect(interrupted.every(({ booked }) => booked.tokens > 0)).toBe(true);
    const everything = [...sources.requests.values(), ...sources.attempts.values(), ...tasks];
    expect(JSON.stringify([everything, sources.runs, sources.entries])).not.toContain(key);
  });

  it('refuses a plan that cannot work, in words', async () => {
    const test = createTestService();
    await openNewProject(test);
    const answers = [
      await test.service.startRun(plan, null),
      await test.service.startRun({ ...plan, target: 0 }, null),
    ];
    expect(answers.map((answer) => (answer.ok ? '' : answer.error.message))).toEqual([
      'A run needs at least one seed task.',
      'The target must be a whole number, 1 or more.',
    ]);
    await test.service.addSeeds(testSeeds);
    const connection = { ...testConnection, baseUrl: 'localhost:11434' };
    const refused = await test.service.startRun({ ...plan, connection }, null);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  });
});

describe('many edits at once', () => {
  it('are one step of the undo log, and fold like single ones', async () => {
    const test = createTestService();
    const id = await openSeeded(test);
    await test.service.editTask(2, { instruction: 'Decide whether a letter is glad or sad' });
    const edits = [2, 3].map((taskId) => ({ id: taskId, edit: { instruction: `Task ${taskId}` } }));
    expect((await test.service.editTasks(edits, 'Replaced 2 texts')).ok).toBe(true);
    expect((await test.service.snapshot()).undoLabel).toBe('Replaced 2 texts');
    const after = await storedProject(id);
    expect(after.tasks.slice(1, 3).map(({ human }) => human?.edit?.instruction)).toEqual([
      'Task 2',
      'Task 3',
    ]);
    expect((await rebuildPool(after.sources, createSimilarityService())).pool.tasks).toEqual(
      after.tasks,
    );
    await test.service.undo();
    const before = await storedProject(id);
    expect(before.tasks[1]?.human?.edit?.instruction).toContain('a letter');
    expect(before.tasks[2]?.human).toBeUndefined();
    const empty = [{ id: 2, edit: { instruction: ' ' } }];
    expect(await test.service.editTasks(empty, 'Emptied')).toMatchObject({
      ok: false,
      error: { message: 'Task 2: The instruction is empty.' },
    });
  });
});

describe('a preview', () => {
  it('shows one round with verdicts, and keeps nothing', async () => {
    const test = createTestService();
    const id = await openSeeded(test);
    const before = await test.service.snapshot();
    const filters = { ...modernRecipe.filters, bannedWords: ['children', 'museum', 'table'] };
    const strict = { ...plan, recipe: { ...modernRecipe, filters } };
    const shown = await test.service.preview(strict, null);
    if (!shown.ok) throw new Error(shown.error.message);
    expect(shown.value.calls.map(({ step }) => step)).toEqual([
      'instruction',
      'classification',
      'instance',
    ]);
    expect(shown.value.calls[0]?.prompt).toContain('1. ');
    const verdicts = shown.value.items.map(({ verdict }) => verdict.keep);
    expect(new Set(verdicts)).toEqual(new Set([true, false]));
    const again = await test.service.preview(strict, null);
    expect(again).toEqual(shown);
    expect((await test.service.snapshot()).version).toBe(before.version);
    expect((await storedProject(id)).sources.requests.size).toBe(0);
  });

  it('names the text that an item is too similar to', async () => {
    const test = createTestService();
    await openSeeded(test);
    const similarity = { ...modernRecipe.similarity, threshold: 0 };
    const shown = await test.service.preview(
      { ...plan, recipe: { ...modernRecipe, similarity } },
      null,
    );
    const items = shown.ok ? shown.value.items : [];
    const tooSimilar = items.filter(
      ({ verdict }) => !verdict.keep && verdict.reason === 'too-similar',
    );
    const known = [...testSeeds, ...items].map(({ instruction }) => instruction);
    expect(tooSimilar.length).toBeGreaterThan(0);
    expect(known).toEqual(expect.arrayContaining(tooSimilar.map((item) => item.culpritText)));
  });

  it('can be broken off, whether the model listens or not', async () => {
    const test = createTestService({ complete: () => new Promise(() => undefined) });
    await openSeeded(test);
    const asked = test.service.preview(plan, null);
    // The model is made first; a little later its call is open.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await test.service.cancelPreview();
    expect(await asked).toMatchObject({
      ok: true,
      value: { items: [], calls: [{ outcome: { failure: { kind: 'cancelled' } } }] },
    });
  });
});

describe('a stop between the steps', () => {
  it('goes on with the accepted only, and makes nothing up for what a person rejected', async () => {
    const test = createTestService();
    await openSeeded(test);
    await test.service.startRun({ ...plan, target: 8, stopsAfterInstructions: true }, null);
    await untilState(test, 'done');
    const gate = await test.service.snapshot();
    const accepted = gate.activity?.acceptedNow ?? 0;
    expect(accepted).toBeGreaterThanOrEqual(8);
    const rejected = gate.activity?.accepted.slice(0, accepted - 5).map(({ id }) => id) ?? [];
    await test.service.setVerdict(rejected, 'rejected', 'Rejected some');
    const { run: before } = await test.service.snapshot();
    expect((await test.service.continueRun(null)).ok).toBe(true);
    await untilState(test, 'done');
    const after = await test.service.snapshot();
    expect(after.activity?.acceptedNow).toBe(5);
    expect(after.run?.funnel.replies).toBe(before?.funnel.replies);
    expect(after.run?.funnel.typed).toBe(5);
  });
});

describe('two tabs', () => {
  it('has one writer; the other follows, and can take over', async () => {
    const locks = new FakeLocks();
    const first = createTestService({ locks });
    const id = await openSeeded(first);
    const second = createTestService({ locks });
    const opened = await second.service.open(id, anyPort());
    expect(opened.ok && opened.value.mode).toBe('following');
    expect((await second.service.seeds()).length).toBe(10);
    expect(await second.service.removeSeeds([1])).toMatchObject({
      ok: false,
      error: { kind: 'following' },
    });
    const taken = await second.service.takeOver();
    expect(taken.ok && taken.value.mode).toBe('editing');
    expect((await second.service.removeSeeds([1])).ok).toBe(true);
    await vi.waitFor(async () => {
      expect((await first.service.snapshot()).mode).toBe('following');
    });
    expect((await first.service.removeSeeds([2])).ok).toBe(false);
    expect((await second.service.seeds()).length).toBe(9);
  });
});

describe('a task’s detail', () => {
  it('shows where it came from and what it is near to', async () => {
    const test = createTestService();
    await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const { activity } = await test.service.snapshot();
    const details = await Promise.all(
      (activity?.accepted ?? []).map(({ id }) => test.service.taskDetail(id)),
    );
    const complete = details.find((detail) => detail.ok && isComplete(detail.value.task));
    if (!complete?.ok) throw new Error('no task was completed');
    const { calls, nearest } = complete.value;
    expect(calls.map(({ request }) => request.step)).toEqual([
      'instruction',
      'classification',
      'instance',
    ]);
    expect(calls[0]?.prompt).toContain(testSeeds[0]?.instruction.slice(0, 3) ?? '');
    expect(calls.every(({ attempts }) => attempts.length > 0)).toBe(true);
    expect(nearest.length).toBeGreaterThan(5);
    const imported = await test.service.taskDetail(1);
    expect(imported.ok && imported.value.nearest.length).toBe(10);
  });

  it('keeps the catalogue’s counts up to date', async () => {
    const test = createTestService();
    const id = await openSeeded(test);
    await test.service.close();
    const card = (await listProjects()).find((project) => project.id === id);
    expect(card?.counts.seeds).toBe(10);
  });
});
