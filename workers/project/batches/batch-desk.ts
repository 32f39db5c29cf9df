import { toRanges } from '#core/batch/id-ranges.ts';
import { limitsProblem, planShards, type Shard } from '#core/batch/plan-shards.ts';
import { shardFileName } from '#core/batch/shard-line.ts';
import type { BatchApi, HandOver, HandOverPlan, StepWork } from '#core/contracts/batch-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { RequestId } from '#core/model/ids.ts';
import type { Step } from '#core/model/model-call.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf, stepsOf } from '#core/model/step-connection.ts';
import { batchFormOf, lineWriter, type LineWriter } from './batch-lines.ts';
import { BatchRuns } from './batch-runs.ts';
import type { MeaningPorts } from '#workers/project/runs/meaning-desk.ts';
import { openRequestsOf } from '#workers/project/runs/open-requests-of.ts';
import { commitHandOver, stepWork } from './plan-hand-over.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import type { RunDriver } from '#workers/project/runs/run-driver.ts';
import { describeStorageError } from '#workers/project/storage-failure.ts';
import { takeBatchResults } from './take-batch-results.ts';
import { takeUp } from '#workers/project/runs/take-up.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** What the last hand-over put into files: enough to write any of them. */
interface Planned {
  readonly run: Run;
  readonly step: Step;
  readonly ids: readonly RequestId[];
  readonly shards: readonly Shard[];
  readonly write: LineWriter;
}

/** Requests that are read and written together: some megabytes. */
const CHUNK = 500;

/** Hands calls over in files and takes the answers back; never while a run is under way. */
export class BatchDesk implements BatchApi {
  readonly #writer: ProjectWriter;
  readonly #driver: RunDriver;
  readonly #runs: BatchRuns;
  #planned: Planned | null = null;
  #drivesSeen = 0;

  constructor(writer: ProjectWriter, driver: RunDriver, ports: MeaningPorts) {
    this.#writer = writer;
    this.#driver = driver;
    this.#runs = new BatchRuns(writer, ports);
  }

  async batchWork(): Answer<readonly StepWork[]> {
    const { run } = this.#writer.state;
    if (run === null) return failure(noRun);
    try {
      const { open } = await openRequestsOf(run.id, this.#writer);
      return success(stepWork(run, this.#writer, open));
    } catch (error) {
      return failure(describeStorageError(error));
    }
  }

  handOver(plan: HandOverPlan): Answer<HandOver> {
    return this.#withRun(async (stored) => {
      const problem = limitsProblem(plan.limits) ?? planProblem(stored, plan);
      if (problem !== null) return failure({ kind: 'bad-input', message: problem });
      const { ids, again } = await this.#writer.changing(async () => {
        const { run, open } = await takeUp(stored, this.#writer);
        return commitHandOver(run, plan, this.#writer, open);
      });
      return this.#planShards(stored, plan, ids, again);
    });
  }

  async handOverShard(index: number): Answer<{ file: Blob; fileName: string }> {
    const planned = this.#planned;
    const shard = planned?.shards[index];
    if (planned === null || shard === undefined) {
      return failure({ kind: 'not-found', message: 'This file was not planned. Hand over again.' });
    }
    const parts: BlobPart[] = [];
    const ids = planned.ids.slice(shard.from, shard.from + shard.requests);
    for await (const lines of this.#lines(ids, planned.write)) {
      parts.push(new Blob([lines.join('')]));
    }
    const file = new Blob(parts, { type: 'application/jsonl' });
    return success({ file, fileName: nameOf(planned, index) });
  }

  recallBatch(step: Step | null): Answer<{ requests: number }> {
    return this.#withRun((run) =>
      this.#writer.changing(async () => {
        const { open } = await openRequestsOf(run.id, this.#writer);
        const { state } = this.#writer;
        const ids = open.unanswered
          .filter((request) => state.isAway(request.id) && (step ?? request.step) === request.step)
          .map(({ id }) => id);
        if (ids.length > 0) {
          const event = { kind: 'recalled', runId: run.id, requests: toRanges(ids) } as const;
          // Nothing of a batch was sent from here: none of it can have died with a tab.
          const unsent = [...(run.unsent ?? []), ...ids];
          await this.#writer.commit([event], this.#writer.ports.now(), { ...run, unsent });
        }
        return success({ requests: ids.length });
      }),
    );
  }

  takeBatchResults: BatchApi['takeBatchResults'] = (file, name, onProgress) =>
    this.#driver.gate.withoutRun(() => {
      if (this.#drivesSeen !== this.#driver.drives) this.#runs.clear();
      this.#drivesSeen = this.#driver.drives;
      return takeBatchResults(this.#writer, this.#runs, file, name, onProgress);
    });

  /** Measures every line once; none of them is kept. */
  async #planShards(
    run: Run,
    plan: HandOverPlan,
    ids: readonly RequestId[],
    again: number,
  ): Answer<HandOver> {
    const model = plan.model ?? connectionOf(run, plan.step).model;
    const form = await batchFormOf(run, plan.step, model);
    const write = lineWriter(run, form, this.#writer.repository);
    const encoder = new TextEncoder();
    const sizes: number[] = [];
    for await (const lines of this.#lines(ids, write)) {
      sizes.push(...lines.map((line) => encoder.encode(line).byteLength));
    }
    const shards = planShards(sizes, plan.limits);
    if (!shards.ok) return failure({ kind: 'bad-input', message: shards.error });
    const planned = { run, step: plan.step, ids, shards: shards.value, write };
    this.#planned = planned;
    return success({
      step: plan.step,
      requests: ids.length,
      again,
      shards: shards.value.map(({ requests, bytes }, index) => ({
        fileName: nameOf(planned, index),
        requests,
        bytes,
      })),
    });
  }

  async *#lines(ids: readonly RequestId[], write: LineWriter): AsyncGenerator<string[]> {
    for (let from = 0; from < ids.length; from += CHUNK) {
      const requests = await this.#writer.repository.requests(ids.slice(from, from + CHUNK));
      const lines = [];
      for (const request of requests) lines.push(await write(request));
      yield lines;
    }
  }

  /** Works on the newest run while none is under way; failures of storage become values. */
  #withRun<T>(work: (run: Run) => Answer<T>): Answer<T> {
    return this.#driver.gate.withoutRun(async () => {
      const { run } = this.#writer.state;
      if (run === null) return failure(noRun);
      this.#runs.clear();
      try {
        return await work(run);
      } catch (error) {
        return failure(describeStorageError(error));
      }
    });
  }
}

const noRun: ProjectFailure = { kind: 'bad-input', message: 'There is no run yet.' };

function nameOf({ run, step, shards }: Planned, index: number): string {
  return shardFileName({ runId: run.id, step }, index, shards.length);
}

function planProblem(run: Run, { step, count, model }: HandOverPlan): string | null {
  if (!stepsOf(run.recipe).includes(step)) return `The ${run.recipe.name} recipe has no such step.`;
  if (count !== undefined && (!Number.isSafeInteger(count) || count < 1)) {
    return 'The number of requests must be a whole number, 1 or more.';
  }
  return (model ?? connectionOf(run, step).model).trim() === '' ? 'Name the model.' : null;
}
