import { openAiLimits, type ShardLimits } from '#core/batch/plan-shards.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { Step } from '#core/model/model-call.ts';
import type { Result } from '#core/model/result.ts';
import type { Task } from '#core/model/task.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { ProjectDb, tasksPerPage } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { noMeaning } from '#tests/support/word-meaning.ts';
import { answerLine, fileOf, linesOfBatch } from '#tests/support/batch-answers.ts';
import { BatchDesk } from '#workers/project/batches/batch-desk.ts';
import { ProjectWriter } from '#workers/project/project-writer.ts';
import { RunDriver } from '#workers/project/runs/run-driver.ts';
import { nothingKept } from '#tests/support/model-memory.ts';
import { storedRun } from '../stored-run.ts';

interface Job {
  readonly files: { readonly instructions: string };
  readonly options: { readonly perShard: number };
}

const say = (line: string): void => globalThis.postMessage(line);

function valueOf<T>(result: Result<T, ProjectFailure>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** A finished step 1: a run of 50,000 accepted instructions, nothing else. */
async function storeProject(texts: readonly string[]): Promise<ProjectRepository> {
  const repository = new ProjectRepository(new ProjectDb(1));
  await repository.becomeWriter();
  const tasks = texts.map((instruction, index): Task => ({
    id: index + 1,
    origin: 'machine',
    status: 'accepted',
    stage: 'novel',
    instruction,
    isClassification: null,
    instances: [],
    provenance: { runId: 1, requestId: 1, item: index },
    createdAt: 1,
  }));
  const run = storedRun({
    state: 'stopped',
    target: texts.length,
    stopsAfterInstructions: true,
  });
  const pages = new Map<number, Task[]>();
  for (let from = 0; from < tasks.length; from += tasksPerPage) {
    pages.set(from / tasksPerPage, tasks.slice(from, from + tasksPerPage));
  }
  await repository.commit({ pages, run });
  return repository;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await work();
  return [value, (performance.now() - start) / 1000];
}

const texts: Partial<Record<Step, string>> = {
  classification: 'No',
  instance: `Output: ${'A plain answer of some forty words. '.repeat(6)}`,
};

/** Hands a step over, answers it file by file, and takes the results back, the last file first. */
async function measureStep(desk: BatchDesk, step: Step, limits: ShardLimits) {
  const [planned, planS] = await timed(async () => valueOf(await desk.handOver({ step, limits })));
  const results: Blob[] = [];
  let writeS = 0;
  let largestFileMb = 0;
  let bytes = 0;
  for (const index of planned.shards.keys()) {
    const [{ file }, seconds] = await timed(async () => valueOf(await desk.handOverShard(index)));
    writeS += seconds;
    bytes += file.size;
    largestFileMb = Math.max(largestFileMb, file.size / 1e6);
    const reply = { text: texts[step] ?? '', finishReason: 'stop' };
    results.push(fileOf(linesOfBatch(await file.text()).map((line) => answerLine(line, reply))));
  }
  const [applied, takeS] = await timed(async () => {
    let count = 0;
    for (const file of results.toReversed()) {
      count += valueOf(await desk.takeBatchResults(file, 'results')).applied;
    }
    return count;
  });
  const openAi = valueOf(await desk.handOver({ step, limits: openAiLimits }));
  const figures = {
    requests: planned.requests,
    files: planned.shards.length,
    totalMb: bytes / 1e6,
    largestFileMb,
    planS,
    writeS,
    takeS,
    applied,
    leftAfter: openAi.requests,
  };
  say(`${step}: ${JSON.stringify(figures)}`);
  return figures;
}

async function measure({ files, options }: Job): Promise<unknown> {
  const instructions = files.instructions.split('\n').map((line) => String(JSON.parse(line)));
  const repository = await storeProject(instructions);
  const writer = await ProjectWriter.open(repository, {
    similarity: createSimilarityService(),
    broadcast: () => undefined,
    onChange: () => undefined,
    now: () => Date.now(),
  });
  const driver = new RunDriver(writer, {
    createModel: () => Promise.reject(new Error('no model may be asked')),
    mostInFlight: () => 1,
    memory: nothingKept,
    ...noMeaning,
  });
  const desk = new BatchDesk(writer, driver, noMeaning);
  const limits = { requests: options.perShard, bytes: openAiLimits.bytes };
  const classification = await measureStep(desk, 'classification', limits);
  const instance = await measureStep(desk, 'instance', limits);
  return {
    tasks: instructions.length,
    complete: writer.state.pool.counts.complete,
    classification,
    instance,
  };
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Job>) => {
  void measure(data).then(
    (figures) => globalThis.postMessage(figures),
    (error: unknown) => globalThis.reportError(error),
  );
});
