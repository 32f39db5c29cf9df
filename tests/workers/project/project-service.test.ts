import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RunPlan } from '#core/contracts/project-api.ts';
import type { LogSources } from '#core/fold/fold-entries.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { isComplete, isInPool } from '#core/model/effective-task.ts';
import type { Complete } from '#core/model/model-call.ts';
import type { RunState } from '#core/model/run.ts';
import type { SeedTask, Task } from '#core/model/task.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { listProjects } from '#data/catalogue-db.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { testConnection, testSeeds } from '#tests/support/memory-project.ts';
import {
  anyPort,
  createTestService,
  FakeLocks,
  openNewProject,
  type TestService,
} from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 };
const [testSeed] = testSeeds as [SeedTask];
const open: TestService[] = [];

function service(...options: Parameters<typeof createTestService>): TestService {
  const made = createTestService(...options);
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const { service: each } of open.splice(0)) await each.close();
});

async function untilState(test: TestService, ...states: RunState[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const { run, activity } = await test.service.snapshot();
      expect(states).toContain(run?.state);
      expect(activity?.inFlight).toBe(0);
    },
    { timeout: 10_000, interval: 10 },
  );
}

async function storedProject(id: number): Promise<{ sources: LogSources; tasks: unknown[] }> {
  const db = new ProjectDb(id);
  const repository = new ProjectRepository(db);
  const runs = await repository.runs();
  const requests = await db.requests.toArray();
  const attempts = await db.attempts.toArray();
  const chunks = await db.imports.toArray();
  const imports = new Map<string, (typeof chunks)[number]['rows']>();
  for (const { importId, rows } of chunks) {
    imports.set(importId, [...(imports.get(importId) ?? []), ...rows]);
  }
  const sources: LogSources = {
    entries: await repository.log(),
    runs,
    requests: new Map(requests.map((request) => [request.id, request])),
    attempts: new Map(attempts.map((attempt) => [attempt.id, attempt])),
    imports,
  };
  const tasks = await repository.tasks();
  db.close();
  return { sources, tasks };
}

describe('a project and its run', () => {
  it('stores a run whose pool is the fold over its log, people’s edits included', async () => {
    const test = service();
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
    const test = service();
    await openNewProject(test);
    await test.service.addSeeds(testSeeds);
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
    const first = service({ complete: slow, locks });
    const id = await openNewProject(first);
    await first.service.addSeeds(testSeeds);
    await first.service.startRun(plan, null);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await first.service.close();
    const second = service({ complete: slow, locks });
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
    const first = service({ complete: never, locks });
    const id = await openNewProject(first);
    await first.service.addSeeds(testSeeds);
    await first.service.startRun(plan, key);
    await vi.waitFor(async () => {
      expect((await first.service.snapshot()).activity?.inFlight).toBeGreaterThan(0);
    });
    // A tab that is closed does not say goodbye: its lock goes, its rows stay.
    const second = service({ locks: new FakeLocks() });
    await second.service.open(id, anyPort());
    expect((await second.service.snapshot()).run?.state).toBe('waiting-for-key');
    expect((await second.service.resumeRun(key)).ok).toBe(true);
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
    const test = service();
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

describe('a preview', () => {
  it('shows one round with verdicts, and keeps nothing', async () => {
    const test = service();
    const id = await openNewProject(test);
    await test.service.addSeeds(testSeeds);
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
});

describe('a replay', () => {
  const poolOf = async (id: number) =>
    ((await storedProject(id)).tasks as Task[]).filter(isInPool).map((task) => task.id);

  it('changes the rules without a call, keeps what people did, and can be undone', async () => {
    const calls: string[] = [];
    const complete: Complete = (call) => {
      calls.push(call.step);
      return Promise.resolve(replyTo(call));
    };
    const test = service({ complete });
    const id = await openNewProject(test);
    await test.service.addSeeds(testSeeds);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const before = await poolOf(id);
    const machine = before.filter((each) => each > 10);
    const judged = machine[0] ?? 0;
    await test.service.setVerdict([judged], 'accepted', 'Accepted one task');
    const asked = calls.length;

    const strict = {
      ...modernRecipe,
      similarity: { ...modernRecipe.similarity, threshold: 0.35 },
    };
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

    await test.service.undo();
    expect(await poolOf(id)).toEqual(before);
    const undone = await storedProject(id);
    expect((await rebuildPool(undone.sources, createSimilarityService())).pool.tasks).toEqual(
      undone.tasks,
    );
    expect((await test.service.snapshot()).run?.recipe).toEqual(modernRecipe);
  });

  it('gives ids to what another parser finds, and goes on with the run afterwards', async () => {
    const test = service();
    const id = await openNewProject(test);
    await test.service.addSeeds(testSeeds);
    await test.service.startRun({ ...plan, recipe: paperRecipe }, null);
    await untilState(test, 'done');
    const before = (await storedProject(id)).tasks as Task[];
    await test.service.addSeeds([{ ...testSeed, id: 'late', instruction: 'Hum a tune from home' }]);
    expect((await test.service.replay({ ...paperRecipe, parsing: 'modern' })).ok).toBe(true);
    await test.service.raiseTarget(40);
    await untilState(test, 'done');
    const { sources, tasks } = await storedProject(id);
    const ids = (tasks as Task[]).map((task) => task.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(before.length + 1);
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
  });
});

describe('imports', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      instruction: `Task number ${index} of the import`,
      instances: [{ input: '', output: `Answer ${index}` }],
      isClassification: null,
    }));

  it('counts nothing before the commit and everything after it', async () => {
    const test = service();
    const id = await openNewProject(test);
    await test.service.connectImport(anyPort());
    const begun = await test.sink().begin('tasks.jsonl');
    if (!begun.ok) throw new Error(begun.error.message);
    const { importId } = begun.value;
    await test.sink().stage(importId, rows(500));
    await test.sink().stage(importId, rows(300));
    expect((await test.service.snapshot()).counts.imported).toBe(0);
    expect(await test.sink().commit(importId)).toEqual({ ok: true, value: { rows: 800 } });
    expect((await test.service.snapshot()).counts).toMatchObject({ imported: 800, complete: 800 });
    const { sources, tasks } = await storedProject(id);
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
    await test.service.undo();
    expect((await test.service.snapshot()).counts.imported).toBe(0);
  });

  it('sweeps what a crash left half-way', async () => {
    const locks = new FakeLocks();
    const first = service({ locks });
    const id = await openNewProject(first);
    await first.service.connectImport(anyPort());
    const begun = await first.sink().begin('half.jsonl');
    if (!begun.ok) throw new Error(begun.error.message);
    await first.sink().stage(begun.value.importId, rows(10));
    await first.service.close();
    const second = service({ locks });
    await second.service.open(id, anyPort());
    const { sources } = await storedProject(id);
    expect(sources.imports.size).toBe(0);
  });
});

describe('two tabs', () => {
  it('has one writer; the other follows, and can take over', async () => {
    const locks = new FakeLocks();
    const first = service({ locks });
    const id = await openNewProject(first);
    await first.service.addSeeds(testSeeds);
    const second = service({ locks });
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
    const test = service();
    await openNewProject(test);
    await test.service.addSeeds(testSeeds);
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
    const test = service();
    const id = await openNewProject(test);
    await test.service.addSeeds(testSeeds);
    await test.service.close();
    const card = (await listProjects()).find((project) => project.id === id);
    expect(card?.counts.seeds).toBe(10);
  });
});
