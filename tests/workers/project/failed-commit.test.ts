import { expect, onTestFinished, test, vi } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { openAiLimits } from '#core/batch/plan-shards.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import type { Complete } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import type { Task } from '#core/model/task.ts';
import { emptyFunnel } from '#core/pipeline/funnel.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { answerLine, fileOf, linesOfBatch } from '#tests/support/batch-answers.ts';
import { failOnce, holdsApplied, holdsVerdict } from '#tests/support/failing-commits.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded, type TestService } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';
import { ProjectWriter } from '#workers/project/project-writer.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 8, seed: 1 };

/** Lets the first commit of replies fail while a person's step waits behind it; tells how that went. */
function failBesideStep({ service }: TestService): Promise<{ ok: boolean }> {
  return new Promise((resolve) => {
    const judge = () => resolve(service.setVerdict([1], 'rejected', 'Rejected one'));
    failOnce(ProjectRepository.prototype, holdsApplied, judge);
  });
}

/** Holds what is stored to the log: nothing is there that no entry made, and nothing twice. */
async function expectFolded(id: number): Promise<void> {
  const { sources, tasks } = await storedProject(id);
  const { pool, funnels } = await rebuildPool(sources, createSimilarityService());
  expect(tasks).toEqual(pool.tasks);
  for (const run of sources.runs) expect(run.funnel).toEqual(funnels.get(run.id) ?? emptyFunnel);
}

test('a step that waits behind a failed commit of a run stores nothing of it', async () => {
  const made = createTestService();
  const id = await openSeeded(made);
  const step = failBesideStep(made);
  await made.service.startRun(plan, null);
  await untilState(made, 'blocked');
  expect(await step).toMatchObject({ ok: true });
  expect((await storedProject(id)).tasks).toHaveLength(10);
  await expectFolded(id);
  const { run, counts, version } = await made.service.snapshot();
  expect(run?.failure).toMatchObject({ kind: 'storage' });
  expect([counts.rejected, version]).toEqual([1, (await storedProject(id)).sources.entries.length]);

  expect(await made.service.resumeRun(null)).toMatchObject({ ok: true });
  await untilState(made, 'done');
  await expectFolded(id);
});

test('nor does one that waits behind a failed commit of batch results', async () => {
  const made = createTestService();
  const id = await openSeeded(made);
  await made.service.startRun({ ...plan, stopsAfterInstructions: true }, null);
  await untilState(made, 'done');
  await made.service.handOver({ step: 'classification', limits: openAiLimits });
  const shard = await made.service.handOverShard(0);
  const asked = linesOfBatch(shard.ok ? await shard.value.file.text() : '');
  const lines = asked.map((line) => answerLine(line, { text: 'No', finishReason: 'stop' }));
  const { tasks } = await storedProject(id);
  const step = failBesideStep(made);
  const taken = await made.service.takeBatchResults(fileOf(lines), 'results');
  expect(taken).toMatchObject({ ok: false, error: { kind: 'storage' } });
  expect(await step).toMatchObject({ ok: true });
  const after = (await storedProject(id)).tasks;
  expect(after.slice(1)).toEqual(tasks.slice(1));
  await expectFolded(id);

  expect(await made.service.takeBatchResults(fileOf(lines), 'results')).toMatchObject({ ok: true });
  await expectFolded(id);
  const typed = (await storedProject(id)).tasks.filter((task) => task.isClassification === false);
  expect(typed.length).toBeGreaterThanOrEqual(asked.length);
});

/** A model that is asked five times before a person does something beside the run. */
function modelBeside(step: () => Promise<unknown>): Complete {
  let calls = 0;
  return async (call) => {
    calls += 1;
    if (calls === 5) await step();
    return replyTo(call);
  };
}

test('a step that can’t be stored changes nothing, and the run beside it goes on', async () => {
  const seen: unknown[] = [];
  const complete = modelBeside(async () => {
    failOnce(ProjectRepository.prototype, holdsVerdict);
    const step = await made.service.setVerdict([1], 'rejected', 'Rejected one');
    const { run, counts, undoLabel } = await made.service.snapshot();
    seen.push(step.ok ? null : step.error.kind, run?.state, counts.seeds, undoLabel);
  });
  const made = createTestService({ complete });
  const id = await openSeeded(made);
  await made.service.startRun(plan, null);
  await untilState(made, 'done', 'blocked');
  const { run } = await made.service.snapshot();
  expect(seen).toEqual(['storage', 'running', 10, 'Added 10 seeds']);
  expect([run?.state, run?.failure]).toEqual(['done', undefined]);
  await expectFolded(id);
  const { attempts } = (await storedProject(id)).sources;
  expect(new Set([...attempts.values()].map(({ outcome }) => outcome.kind))).toEqual(
    new Set(['reply']),
  );
});

test('a run whose own commit fails after that of a step pauses and says why', async () => {
  const complete = modelBeside(async () => {
    failOnce(ProjectRepository.prototype, holdsVerdict);
    await made.service.setVerdict([1], 'rejected', 'Rejected one');
    failOnce(ProjectRepository.prototype, holdsApplied);
  });
  const made = createTestService({ complete });
  const id = await openSeeded(made);
  await made.service.startRun(plan, null);
  await untilState(made, 'done', 'blocked');
  const { run } = await made.service.snapshot();
  expect(run).toMatchObject({ state: 'blocked', failure: { kind: 'storage' } });
  expect(run?.failure?.message).toContain('no room left');
  await expectFolded(id);
});

test('a run goes on with the pool of the disk where a step was stored and called failed', async () => {
  let step: { ok: boolean } | null = null;
  const complete = modelBeside(async () => {
    failOnce(ProjectRepository.prototype, holdsVerdict, undefined, true);
    step = await made.service.setVerdict([1], 'rejected', 'Rejected one');
  });
  const made = createTestService({ complete });
  const id = await openSeeded(made);
  await made.service.startRun(plan, null);
  await untilState(made, 'done');
  const { counts, undoLabel } = await made.service.snapshot();
  expect([step, counts.seeds, undoLabel]).toEqual([
    expect.objectContaining({ ok: false }),
    9,
    'Rejected one',
  ]);
  await expectFolded(id);
});

test('nor does a run begin on the pool that was there before such a step', async () => {
  const made = createTestService();
  const { service } = made;
  const id = await openSeeded(made);
  await service.startRun({ ...plan, stopsAfterInstructions: true }, null);
  await untilState(made, 'done');
  const { requests, attempts } = (await storedProject(id)).sources;
  const ids = { requestId: Math.max(...requests.keys()), attemptId: Math.max(...attempts.keys()) };
  failOnce(ProjectRepository.prototype, holdsVerdict, undefined, true);
  const lastIds = vi.spyOn(ProjectRepository.prototype, 'lastIds');
  onTestFinished(() => lastIds.mockRestore());
  // Asked for the second time, all else that the run needs is at hand.
  lastIds.mockResolvedValueOnce(ids).mockImplementationOnce(async () => {
    expect(await service.setVerdict([1], 'rejected', '')).toMatchObject({ ok: false });
    return { ...ids };
  });
  await service.continueRun(null);
  await vi.waitUntil(() => lastIds.mock.calls.length >= 2);
  await untilState(made, 'done');
  expect((await service.snapshot()).counts.seeds).toBe(9);
  await expectFolded(id);
});

/** A repository whose tasks are read last, after `meanwhile`. */
class SlowRepository extends ProjectRepository {
  meanwhile: (() => Promise<void>) | null = null;
  #runsRead = 0;

  override async runs(): Promise<Run[]> {
    const runs = await super.runs();
    this.#runsRead += 1;
    return runs;
  }

  override async tasks(): Promise<Task[]> {
    const before = this.#runsRead;
    if (this.meanwhile !== null) {
      await vi.waitUntil(() => this.#runsRead > before);
      await this.meanwhile();
    }
    return super.tasks();
  }
}

test('the row of a run that is stored while all is read anew stands', async () => {
  const made = createTestService();
  const id = await openSeeded(made);
  await made.service.startRun(plan, null);
  await untilState(made, 'done');
  await made.service.close();
  const db = new ProjectDb(id);
  onTestFinished(() => db.close());
  const repository = new SlowRepository(db);
  const similarity = createSimilarityService();
  const ports = { broadcast: () => undefined, onChange: () => undefined, now: () => 1 };
  const writer = await ProjectWriter.open(repository, { ...ports, similarity });
  const { run, pool } = writer.state;
  if (run === null) throw new Error('the run is gone');
  repository.meanwhile = () => writer.write({ run: { ...run, target: 99 } });
  const lost = new Error('lost');
  await expect(writer.changing(() => Promise.reject(lost))).rejects.toBe(lost);
  expect(writer.state.pool).not.toBe(pool);
  expect(writer.state.run?.target).toBe(99);
});
