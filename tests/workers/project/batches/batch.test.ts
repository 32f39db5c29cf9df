import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { HandOver, HandOverPlan } from '#core/contracts/batch-api.ts';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { openAiLimits } from '#core/batch/plan-shards.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { isComplete, isInPool } from '#core/model/effective-task.ts';
import type { Complete, ModelCall, Step } from '#core/model/model-call.ts';
import type { Result } from '#core/model/result.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import {
  answerLine,
  expiredLine,
  fileOf,
  linesOfBatch,
  promptOfLine,
  type BatchLine,
} from '#tests/support/batch-answers.ts';
import { testConnection, testSeeds } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded, type TestService } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const connection = { ...testConnection, price: { inputUsd: 1, outputUsd: 2 } };
const plan: RunPlan = {
  recipe: modernRecipe,
  connection,
  target: 30,
  seed: 1,
  stopsAfterInstructions: true,
};

function valueOf<T>(result: Result<T, { message: string }>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** A project whose run stopped between the steps; `calls` notes every call of the browser. */
async function openRun(changes: Partial<RunPlan> = {}) {
  const calls: ModelCall['step'][] = [];
  const complete: Complete = (call) => {
    calls.push(call.step);
    return Promise.resolve(replyTo(call));
  };
  const test = createTestService({ complete });
  const id = await openSeeded(test);
  valueOf(await test.service.startRun({ ...plan, ...changes }, null));
  await untilState(test, 'done');
  return { test, id, calls };
}

/** The files of a hand-over, as text, with what they were planned to be. */
async function filesOf(
  { service }: TestService,
  step: Step,
  more: Partial<HandOverPlan> = {},
): Promise<{ summary: HandOver; files: string[] }> {
  const limits = { ...openAiLimits, requests: 8 };
  const summary = valueOf(await service.handOver({ step, limits, ...more }));
  const files = [];
  for (const [index, shard] of summary.shards.entries()) {
    const { file, fileName } = valueOf(await service.handOverShard(index));
    expect(fileName).toBe(shard.fileName);
    expect(file.size).toBe(shard.bytes);
    const text = await file.text();
    expect(linesOfBatch(text)).toHaveLength(shard.requests);
    files.push(text);
  }
  return { summary, files };
}

function answer(line: BatchLine, step: Step, server?: 'openai' | 'vllm'): string {
  const api = line.url === '/v1/completions' ? 'completions' : 'chat';
  const decoding = modernRecipe.instruction;
  const outcome = replyTo({ step, api, prompt: promptOfLine(line), decoding, seed: 0 });
  if (outcome.kind === 'failure') throw new Error('the scripted model never fails');
  return answerLine(line, { text: outcome.text, finishReason: outcome.finishReason }, server);
}

const answers = (file: string, step: Step): string[] =>
  linesOfBatch(file).map((line) => answer(line, step));

async function expectFold(id: number): Promise<void> {
  const { sources, tasks } = await storedProject(id);
  const { pool, funnels } = await rebuildPool(sources, createSimilarityService());
  expect(pool.tasks).toEqual(tasks);
  for (const run of sources.runs) expect(run.funnel).toEqual(funnels.get(run.id));
  const applied = sources.entries.flatMap((entry) =>
    entry.kind === 'applied' ? [entry.requestId] : [],
  );
  expect(new Set(applied).size).toBe(applied.length);
}

describe('a hand-over of steps 2 and 3', () => {
  it.each([
    { recipe: modernRecipe, api: 'chat' },
    { recipe: paperRecipe, api: 'completions' },
  ] as const)('completes the tasks of a run, $recipe.name over $api', async ({ recipe, api }) => {
    const { test, id, calls } = await openRun({ recipe, connection: { ...connection, api } });
    const asked = calls.length;
    const spentBefore = (await test.service.snapshot()).run?.spent.requests ?? 0;
    const typing = await filesOf(test, 'classification');
    const accepted = (await storedProject(id)).tasks.filter(
      (task) => task.origin === 'machine' && isInPool(task),
    );
    expect(typing.summary.requests).toBe(accepted.length);
    const [first = '', ...others] = typing.files;
    for (const file of [...others.toReversed(), first]) {
      const lines = fileOf(answers(file, 'classification'));
      const report = valueOf(await test.service.takeBatchResults(lines, 'results'));
      const isLast = file === first;
      // In rounds a reply waits for the requests before it, wherever those are.
      if (recipe.order === 'rounds') expect(report.waiting > 0).toBe(!isLast);
    }
    const twice = await test.service.takeBatchResults(
      fileOf(answers(first, 'classification')),
      'again',
    );
    const lines = linesOfBatch(first).length;
    expect(twice).toMatchObject({ ok: true, value: { taken: 0, alreadyThere: lines, lines } });
    await expectFold(id);

    const filling = await filesOf(test, 'instance');
    expect(filling.summary.requests).toBe(accepted.length);
    for (const file of filling.files.toReversed()) {
      const packed = new Blob([gzipSync(`${answers(file, 'instance').toReversed().join('\n')}\n`)]);
      valueOf(await test.service.takeBatchResults(packed, 'results.jsonl.gz'));
    }
    await expectFold(id);
    const { tasks, sources } = await storedProject(id);
    expect(tasks.filter(isComplete).length).toBeGreaterThan(testSeeds.length + 20);
    expect(calls).toHaveLength(asked);
    const { run } = await test.service.snapshot();
    expect(run?.spent.requests).toBe(spentBefore + 2 * accepted.length);
    expect(run?.spent.usd).toBeGreaterThan(0);
    const booked = [...sources.attempts.values()].reduce(
      (sum, each) => sum + each.booked.tokens,
      0,
    );
    expect(run?.spent.tokens).toBe(booked);
  });

  it('writes the same files again, and adds nothing to the log', async () => {
    const { test, id } = await openRun();
    const once = await filesOf(test, 'classification');
    const version = (await storedProject(id)).sources.entries.length;
    const twice = await filesOf(test, 'classification');
    expect(twice.files).toEqual(once.files);
    expect(twice.summary).toEqual({ ...once.summary, again: once.summary.requests });
    expect((await storedProject(id)).sources.entries).toHaveLength(version);
    expect((await test.service.snapshot()).undoLabel).toBe('Added 10 seeds');
    const bodies = linesOfBatch(once.files[0] ?? '').map(({ body }) => body);
    expect(bodies[0]).toMatchObject({ model: 'scripted', max_tokens: 16, temperature: 0 });
  });

  it('is not sent by the browser too, until it is called back', async () => {
    const { test, calls } = await openRun();
    const { summary, files } = await filesOf(test, 'classification');
    const asked = calls.length;
    valueOf(await test.service.continueRun(null));
    await untilState(test, 'paused');
    expect(calls).toHaveLength(asked);
    const taken = answers(files[0] ?? '', 'classification');
    const report = valueOf(await test.service.takeBatchResults(fileOf(taken), 'first'));
    // A reply of step 1 may wait as well: it came when the target was met.
    expect(report).toMatchObject({ taken: taken.length, applied: taken.length });
    const recalled = valueOf(await test.service.recallBatch('classification'));
    expect(recalled.requests).toBe(summary.requests - taken.length);
    valueOf(await test.service.resumeRun(null));
    await untilState(test, 'done');
    const typed = calls.slice(asked).filter((step) => step === 'classification');
    expect(typed).toHaveLength(recalled.requests);
  });

  it('takes fewer where a number is given, and the rest the next time', async () => {
    const { test } = await openRun();
    const some = await filesOf(test, 'classification', { count: 5 });
    expect(some.summary.requests).toBe(5);
    const all = await filesOf(test, 'classification', { model: 'Qwen/Qwen3-8B' });
    expect(all.summary).toMatchObject({ again: 5 });
    const lines = all.files.flatMap(linesOfBatch);
    expect(new Set(lines.map(({ body }) => body['model']))).toEqual(new Set(['Qwen/Qwen3-8B']));
    expect(new Set(lines.map(({ custom_id }) => custom_id)).size).toBe(all.summary.requests);
    const work = valueOf(await test.service.batchWork());
    expect(work.find(({ step }) => step === 'classification')).toEqual({
      step: 'classification',
      needed: all.summary.requests,
      away: all.summary.requests,
    });
  });
});

describe('a hand-over of step 1', () => {
  it('asks for as much as the target needs, or as a person says, and screens what comes', async () => {
    const { test, id } = await openRun({ target: 5 });
    expect(valueOf(await test.service.batchWork())[0]).toMatchObject({ needed: 0 });
    const { files, summary } = await filesOf(test, 'instruction', { count: 6 });
    expect(summary.requests).toBe(6);
    const taken = answers(files.join(''), 'instruction');
    const kept = valueOf(await test.service.takeBatchResults(fileOf(taken), 'r'));
    // A reply of the run itself may wait as well: it came when the target was met.
    expect(kept).toMatchObject({ taken: 6, applied: 0 });
    expect(kept.waiting).toBeGreaterThanOrEqual(6);
    await expectFold(id);
    const before = (await storedProject(id)).tasks.length;
    valueOf(await test.service.raiseTarget(12, null));
    await untilState(test, 'done');
    expect((await storedProject(id)).tasks.length).toBeGreaterThan(before);
    await expectFold(id);
  });

  it('hands whole tasks of recipe alpaca over in one step', async () => {
    const { test, id } = await openRun({ recipe: alpacaRecipe, target: 6 });
    const work = valueOf(await test.service.batchWork());
    expect(work.map(({ step }) => step)).toEqual(['whole-task']);
    const refused = await test.service.handOver({ step: 'instance', limits: openAiLimits });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    const { files } = await filesOf(test, 'whole-task', { count: 3 });
    valueOf(
      await test.service.takeBatchResults(fileOf(answers(files.join(''), 'whole-task')), 'r'),
    );
    await expectFold(id);
  });
});

describe('a result file with faults', () => {
  it('names each line that is not taken, with its reason, and leaves those requests open', async () => {
    const { test, id } = await openRun();
    const { files } = await filesOf(test, 'classification');
    const [a, b, c, d] = linesOfBatch(files[0] ?? '');
    if (!a || !b || !c || !d) throw new Error('four requests were handed over');
    const step = 'classification';
    const report = valueOf(
      await test.service.takeBatchResults(
        fileOf([
          answer(a, step, 'vllm'),
          expiredLine(b),
          '{"custom_id": cut',
          answer({ ...c, custom_id: 'somebody-else-1' }, step),
          answer({ ...c, custom_id: c.custom_id.replace(/-q\d+/, '-q999999') }, step),
          answerLine(d, { text: '', finishReason: 'stop' }),
          answer(a, step),
        ]),
        'mixed',
      ),
    );
    expect(report).toMatchObject({ lines: 7, taken: 1, alreadyThere: 1, errors: 2, refused: 3 });
    expect(report.errorLines.map(({ line }) => line)).toEqual([2, 6]);
    expect(report.errorLines[0]?.reason).toBe('This request could not be executed in time.');
    expect(report.refusedLines.map(({ line }) => line)).toEqual([3, 4, 5]);
    const failed = await storedProject(id);
    const again = valueOf(await test.service.takeBatchResults(fileOf([expiredLine(b)]), 'again'));
    expect(again).toMatchObject({ errors: 1, taken: 0 });
    expect((await storedProject(id)).sources.attempts.size).toBe(failed.sources.attempts.size);
    const late = valueOf(await test.service.takeBatchResults(fileOf([answer(b, step)]), 'late'));
    expect(late).toMatchObject({ taken: 1, applied: 1 });
    await expectFold(id);
  });

  it('is refused whole where it belongs to another project with the same numbers', async () => {
    const mine = await openRun();
    const other = await openRun({ seed: 2 });
    const { files } = await filesOf(other.test, 'classification');
    await filesOf(mine.test, 'classification');
    const lines = answers(files.join(''), 'classification');
    const report = valueOf(await mine.test.service.takeBatchResults(fileOf(lines), 'theirs'));
    expect(report).toMatchObject({ taken: 0, refused: lines.length });
    const page = new Blob(['<!doctype html><title>Sign in</title>']);
    expect(await mine.test.service.takeBatchResults(page, 'page')).toMatchObject({
      ok: false,
      error: { kind: 'bad-input' },
    });
  });

  it('waits while a run is under way', async () => {
    const never: Complete = () => new Promise(() => undefined);
    const test = createTestService({ complete: never });
    await openSeeded(test);
    await test.service.startRun(plan, null);
    const busy = { ok: false, error: { kind: 'busy' } };
    expect(await test.service.takeBatchResults(fileOf([]), 'r')).toMatchObject(busy);
    const limits = openAiLimits;
    expect(await test.service.handOver({ step: 'instance', limits })).toMatchObject(busy);
  });
});
