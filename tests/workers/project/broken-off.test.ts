import { expect, onTestFinished, test, vi } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import type { PersonEvent } from '#core/fold/fold-person.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { createProject } from '#data/catalogue-db.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { testConnection, testSeeds } from '#tests/support/memory-project.ts';
import { makeTask } from '#tests/support/stored-project.ts';
import { numberedTasks } from '#tests/support/open-review.ts';
import { createTestService, importTasks, openSeeded } from '#tests/support/open-service.ts';
import { isProbe, replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';
import { ProjectWriter } from '#workers/project/project-writer.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 };

const ids = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** A model whose answers are held back until they are let go. */
function heldModel() {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  return {
    letGo: () => letGo(),
    complete: async (call: Parameters<typeof replyTo>[0]) => {
      if (!isProbe(call)) await gate;
      return replyTo(call);
    },
  };
}

test('a step that is broken off beside a run costs the run nothing', async () => {
  const model = heldModel();
  const made = createTestService({ complete: model.complete });
  const { service } = made;
  const id = await openSeeded(made);
  await importTasks(made, numberedTasks(3_000));
  await service.startRun(plan, null);
  await vi.waitUntil(async () => (await service.snapshot()).activity?.inFlight === 4);
  const before = await storedProject(id);
  const told: number[] = [];
  const step = await service.setVerdict(ids(3_010), 'rejected', 'Rejected all', (done) => {
    told.push(done);
    void service.cancelStep();
  });
  expect([step, told.length]).toEqual([
    { ok: false, error: expect.objectContaining({ kind: 'cancelled' }) as unknown },
    1,
  ]);
  expect((await storedProject(id)).tasks).toEqual(before.tasks);
  model.letGo();
  await untilState(made, 'done', 'blocked');
  expect((await service.snapshot()).run).toMatchObject({ state: 'done' });
  const { sources, tasks } = await storedProject(id);
  const outcomes = [...sources.attempts.values()].map(({ outcome }) => outcome.kind);
  expect(new Set(outcomes)).toEqual(new Set(['reply']));
  expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
});

test('nor does going a step back, which tells what it is and how far, and is done or not', async () => {
  const model = heldModel();
  const made = createTestService({ complete: model.complete });
  const { service } = made;
  const id = await openSeeded(made);
  await importTasks(made, numberedTasks(3_000));
  await service.setVerdict(ids(3_010).slice(10), 'rejected', 'Rejected 3,000 tasks');
  await service.startRun(plan, null);
  await vi.waitUntil(async () => (await service.snapshot()).activity?.inFlight === 4);
  const before = (await storedProject(id)).tasks;
  const told: unknown[] = [];
  const broken = await service.undo((label, done, total) => {
    told.push([label, done, total]);
    if (done > 0) void service.cancelStep();
  });
  expect(broken).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(told).toEqual([
    ['Rejected 3,000 tasks', 0, 3_000],
    ['Rejected 3,000 tasks', 2_038, 3_000],
  ]);
  expect((await storedProject(id)).tasks).toEqual(before);
  told.length = 0;
  const undone = await service.undo((_, done) => void told.push(done));
  expect([undone, told]).toEqual([
    { ok: true, value: { label: 'Rejected 3,000 tasks' } },
    [0, 2_038, 3_000],
  ]);
  expect((await service.snapshot()).undoLabel).not.toContain('Rejected');
  model.letGo();
  await untilState(made, 'done', 'blocked');
  expect((await service.snapshot()).run).toMatchObject({ state: 'done' });
  const { sources, tasks } = await storedProject(id);
  expect(new Set([...sources.attempts.values()].map(({ outcome }) => outcome.kind))).toEqual(
    new Set(['reply']),
  );
  expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
});

async function openWriter(): Promise<ProjectWriter> {
  const db = new ProjectDb(await createProject('Test'));
  onTestFinished(() => db.close());
  const writer = await ProjectWriter.open(new ProjectRepository(db), {
    similarity: createSimilarityService(),
    broadcast: () => undefined,
    onChange: () => undefined,
    now: () => 1,
  });
  const seeds = Array.from({ length: 300 }, () => testSeeds).flat();
  await writer.record({ kind: 'seeds-added', seeds, firstId: 1 });
  return writer;
}

test('the pool in memory is never ahead of the disk, and the same object afterwards', async () => {
  const writer = await openWriter();
  const { state } = writer;
  const before = { tasks: state.pool.tasks, counts: state.pool.counts, seq: state.seq };
  const order = [...state.pool.group('seeds')];
  const breaking = new AbortController();
  const heard: unknown[] = [];
  const event: PersonEvent = {
    kind: 'verdict',
    ids: ids(3_000),
    verdict: 'rejected',
    before: ids(3_000).map(() => null),
    label: '',
  };
  const step = writer.record(event, [], {
    signal: breaking.signal,
    onProgress: () => {
      heard.push(state.pool.counts);
      breaking.abort();
    },
  });
  expect(await step).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(heard).toEqual([before.counts]);
  expect(writer.state).toBe(state);
  expect({ tasks: state.pool.tasks, counts: state.pool.counts, seq: state.seq }).toEqual(before);
  expect([...state.pool.group('seeds')]).toEqual(order);
  const rebuilt = async () =>
    (await rebuildPool(await writer.logSources(), createSimilarityService())).pool;
  expect((await rebuilt()).tasks).toEqual(state.pool.tasks);
  expect(await writer.repository.tasks()).toEqual(state.pool.tasks);

  expect(await writer.record({ ...event, ids: [3], before: [null] })).toMatchObject({ ok: true });
  expect(state.pool.counts).toMatchObject({ seeds: 2_999, rejected: 1 });
  expect((await rebuilt()).tasks).toEqual(state.pool.tasks);
  expect(await writer.repository.tasks()).toEqual(state.pool.tasks);

  // The commit of a run fails, whose pool is ahead by then; a step waits behind it.
  const full = new DOMException('full', 'QuotaExceededError');
  vi.spyOn(writer.repository, 'commit').mockRejectedValueOnce(full);
  const run = writer.changing(async () => {
    state.pool.put(makeTask({ id: 3_011, instruction: 'Made up by a model' }));
    await writer.commit([{ kind: 'run-started', runId: 1 }], 1);
  });
  const waiting = writer.exclusive(() => writer.record({ ...event, ids: [4], before: [null] }));
  await expect(run).rejects.toBe(full);
  expect(await waiting).toMatchObject({ ok: true });
  expect(writer.state.pool.counts).toMatchObject({ seeds: 2_998, rejected: 2 });
  expect((await rebuilt()).tasks).toEqual(writer.state.pool.tasks);
  expect(await writer.repository.tasks()).toEqual(writer.state.pool.tasks);
});
