import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAiLimits } from '#core/batch/plan-shards.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { isInPool } from '#core/model/effective-task.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Task } from '#core/model/task.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { ProjectDb } from '#data/project-db.ts';
import {
  answerLine,
  expiredLine,
  fileOf,
  linesOfBatch,
  promptOfLine,
} from '#tests/support/batch-answers.ts';
import { noMeaning } from '#tests/support/word-meaning.ts';
import { copyProject, DyingRepository } from '#tests/support/dying-repository.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';
import { BatchDesk } from '#workers/project/batches/batch-desk.ts';
import { BatchRuns } from '#workers/project/batches/batch-runs.ts';
import { ProjectWriter } from '#workers/project/project-writer.ts';
import { RunDriver } from '#workers/project/runs/run-driver.ts';
import { takeBatchResults } from '#workers/project/batches/take-batch-results.ts';
import { nothingKept } from '#tests/support/model-memory.ts';

const limits = { ...openAiLimits, requests: 5 };

/** A project whose run stopped after step 1, closed. */
async function stoppedProject(recipe: Recipe): Promise<number> {
  const test = createTestService();
  const id = await openSeeded(test);
  const setting = { recipe, connection: testConnection, target: 10, seed: 1 };
  await test.service.startRun({ ...setting, stopsAfterInstructions: true }, null);
  await untilState(test, 'done');
  await test.service.close();
  return id;
}

interface Opened {
  readonly writer: ProjectWriter;
  readonly desk: BatchDesk;
  readonly repository: DyingRepository;
  readonly close: () => void;
}

/** Opens a project as a program that starts anew does; `commitsLeft`: when it dies. */
async function openProject(id: number, commitsLeft: number): Promise<Opened> {
  const db = new ProjectDb(id);
  const repository = new DyingRepository(db);
  const writer = await ProjectWriter.open(repository, {
    similarity: createSimilarityService(),
    broadcast: () => undefined,
    onChange: () => undefined,
    now: () => 2_000_000,
  });
  repository.commitsLeft = commitsLeft;
  const driver = new RunDriver(writer, {
    createModel: () => Promise.reject(new Error('no model may be asked')),
    mostInFlight: () => 1,
    memory: nothingKept,
    ...noMeaning,
  });
  return {
    writer,
    repository,
    desk: new BatchDesk(writer, driver, noMeaning),
    close: () => db.close(),
  };
}

/** Hands all of step 2 over; gives the text of all files, or null where it died. */
async function handOver(id: number, commitsLeft = Infinity): Promise<string | null> {
  const { desk, close } = await openProject(id, commitsLeft);
  const planned = await desk.handOver({ step: 'classification', limits });
  const files = [];
  for (let index = 0; planned.ok && index < planned.value.shards.length; index += 1) {
    const written = await desk.handOverShard(index);
    if (written.ok) files.push(await written.value.file.text());
  }
  close();
  return planned.ok ? files.join('') : null;
}

async function take(id: number, lines: readonly string[], group: number, commitsLeft: number) {
  const { writer, close } = await openProject(id, commitsLeft);
  const report = await takeBatchResults(
    writer,
    new BatchRuns(writer, noMeaning),
    fileOf(lines),
    'results',
    undefined,
    group,
  );
  const { tasks } = writer.state.pool;
  close();
  return { report, tasks };
}

/** What is on disk follows from the log, nothing took effect twice, nothing was answered twice. */
async function expectSound(id: number): Promise<readonly Task[]> {
  const { sources, tasks } = await storedProject(id);
  const { pool, funnels } = await rebuildPool(sources, createSimilarityService());
  expect(pool.tasks).toEqual(tasks);
  expect(sources.runs[0]?.funnel).toEqual(funnels.get(1));
  const applied = sources.entries.flatMap((entry) =>
    entry.kind === 'applied' ? [entry.requestId] : [],
  );
  expect(new Set(applied).size).toBe(applied.length);
  if (sources.runs[0]?.recipe.order === 'rounds') {
    expect(applied).toEqual([...applied].sort((a, b) => a - b));
  }
  const replies = [...sources.attempts.values()].flatMap(({ requestId, outcome }) =>
    outcome.kind === 'reply' ? [requestId] : [],
  );
  expect(new Set(replies).size).toBe(replies.length);
  const booked = [...sources.attempts.values()].reduce((sum, each) => sum + each.booked.tokens, 0);
  expect(sources.runs[0]?.spent.tokens).toBe(booked);
  const asked = [...sources.requests.values()].filter(({ step }) => step === 'classification');
  expect(new Set(asked.map(({ taskId }) => taskId)).size).toBe(asked.length);
  return tasks;
}

const withoutTimes = (tasks: readonly Task[]): unknown[] =>
  tasks.map(({ createdAt: _, ...task }) => task);

/** One turn with a file: which lines, in which order, some lost, some twice, some expired. */
const turn = fc.record({
  picks: fc.array(fc.nat(30), { maxLength: 25 }),
  expired: fc.array(fc.nat(30), { maxLength: 4 }),
  group: fc.integer({ min: 1, max: 6 }),
  commitsLeft: fc.option(fc.nat(8), { nil: Infinity }),
});

describe.each([modernRecipe, paperRecipe])('batches of recipe $name', (recipe) => {
  it('come out the same through any order, repeats, parts and crashes', async () => {
    const base = await stoppedProject(recipe);
    const text = (await handOver(base)) ?? '';
    const asked = linesOfBatch(text);
    const lines = asked.map((line) => {
      const call = { step: 'classification', api: 'completions', seed: 0 } as const;
      const decoding = recipe.classification;
      const outcome = replyTo({ ...call, prompt: promptOfLine(line), decoding });
      if (outcome.kind === 'failure') throw new Error('the scripted model never fails');
      return answerLine(line, { text: outcome.text, finishReason: 'stop' });
    });
    const plain = await copyProject(base);
    await take(plain, lines, 500, Infinity);
    const expected = withoutTimes(await expectSound(plain));

    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 3 }), async (turns) => {
        const id = await copyProject(base);
        for (const { picks, expired, group, commitsLeft } of turns) {
          const late = expired.flatMap((index) => asked[index] ?? []).map(expiredLine);
          const some = picks.flatMap((index) => lines[index % lines.length] ?? []);
          const { report, tasks } = await take(id, [...late, ...some], group, commitsLeft);
          if (!report.ok) expect(commitsLeft).toBeLessThan(Infinity);
          // In memory, after a failed commit, stands what is on disk.
          expect(tasks).toEqual(await expectSound(id));
        }
        const { report } = await take(id, lines.toReversed(), 500, Infinity);
        expect(report).toMatchObject({ ok: true, value: { refused: 0, errors: 0, waiting: 0 } });
        const tasks = await expectSound(id);
        expect(withoutTimes(tasks)).toEqual(expected);
        expect(tasks.filter((task) => isInPool(task) && task.isClassification === null)).toEqual(
          [],
        );
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('are handed over once, however often that is interrupted', async () => {
    const base = await stoppedProject(recipe);
    const whole = linesOfBatch((await handOver(await copyProject(base))) ?? '');
    for (const commitsLeft of [0, 1, 2]) {
      const id = await copyProject(base);
      await handOver(id, commitsLeft);
      await expectSound(id);
      const lines = linesOfBatch((await handOver(id)) ?? '');
      expect(lines.map(({ body }) => body)).toEqual(whole.map(({ body }) => body));
      await expectSound(id);
    }
  });
});
