import { markOf } from '#core/batch/custom-id.ts';
import { readResultLine, type ResultLine } from '#core/batch/result-line.ts';
import { addSpending } from '#core/budget/budget.ts';
import type { Outcome } from '#core/model/model-call.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import { countCall } from '#core/pipeline/count-call.ts';
import { bookedFor, outcomeOf } from './batch-outcome.ts';
import { callOf, droppedBy } from './batch-lines.ts';
import type { BatchTally, FileLine } from './batch-tally.ts';
import type { BatchRun } from './batch-run.ts';
import type { BatchRuns } from './batch-runs.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';

/** A line that names a request of this project which has no reply yet. */
interface Answered {
  readonly at: FileLine;
  readonly line: ResultLine;
  readonly request: ModelRequest;
}

/** Takes results group by group: raw onto the disk first, then into the pool. */
export class ResultTaker {
  readonly #writer: ProjectWriter;
  readonly #runs: BatchRuns;
  readonly #tally: BatchTally;

  constructor(writer: ProjectWriter, runs: BatchRuns, tally: BatchTally) {
    this.#writer = writer;
    this.#runs = runs;
    this.#tally = tally;
  }

  /** Takes up the newest run, so that what an earlier file left takes effect too. */
  async begin(): Promise<void> {
    const { run } = this.#writer.state;
    if (run !== null) await this.#apply(await this.#runs.of(run));
  }

  /** Takes some lines; throws when a commit fails. Call it within `changing`. */
  async take(lines: readonly FileLine[]): Promise<void> {
    for (const [run, answered] of await this.#sort(lines)) {
      await this.#store(run, answered);
      await this.#apply(run);
    }
  }

  async #sort(lines: readonly FileLine[]): Promise<Map<BatchRun, Answered[]>> {
    const read: { at: FileLine; line: ResultLine }[] = [];
    for (const at of lines) {
      const result = readResultLine(at.text);
      if (result.ok) read.push({ at, line: result.value });
      else this.#tally.refuse(at, result.error);
    }
    const requests = await this.#requests(read.map(({ line }) => line.requestId));
    const sorted = new Map<BatchRun, Answered[]>();
    for (const { at, line } of read) {
      const run = this.#writer.state.runs.find(({ id }) => id === line.runId);
      const request = requests.get(line.requestId);
      if (run === undefined || request === undefined || !isSame(line, request)) {
        this.#tally.refuse(at, 'It answers a request that this project never made.');
        continue;
      }
      const batch = await this.#runs.of(run);
      sorted.set(batch, [...(sorted.get(batch) ?? []), { at, line, request }]);
    }
    return sorted;
  }

  async #requests(ids: readonly number[]): Promise<Map<number, ModelRequest>> {
    const found = await this.#writer.repository.requests([...new Set(ids)]);
    return new Map(found.map((request) => [request.id, request]));
  }

  /** Stores what is new, raw; a failure that is stored already is not stored again. */
  async #store(batch: BatchRun, answered: readonly Answered[]): Promise<void> {
    const attempts: Attempt[] = [];
    const requests = new Map<number, ModelRequest>();
    const ids = await this.#writer.repository.lastIds();
    const at = this.#writer.ports.now();
    const earlier = await this.#failuresOf(answered);
    for (const { at: place, line, request } of answered) {
      if (batch.isAnswered(request.id, this.#writer.state) || requests.has(request.id)) {
        this.#tally.alreadyThere += 1;
        continue;
      }
      const call = callOf(batch.run, request, await batch.prefixOf(request));
      const outcome = outcomeOf(line, call, droppedBy(await batch.formOf(request), call));
      if (outcome.kind === 'failure') {
        this.#tally.fail(place, outcome.failure.message);
        if (earlier.has(failureKey(request.id, outcome))) continue;
        earlier.add(failureKey(request.id, outcome));
      } else {
        this.#tally.taken += 1;
        requests.set(request.id, request);
      }
      attempts.push({
        id: ids.attemptId + attempts.length + 1,
        requestId: request.id,
        startedAt: at,
        endedAt: at,
        outcome,
        booked: bookedFor(outcome, call, batch.run),
      });
    }
    if (attempts.length === 0) return;
    await this.#writer.write({ attempts, run: charged(batch.run, attempts) });
    batch.run = charged(batch.run, attempts);
    for (const attempt of attempts) {
      const request = requests.get(attempt.requestId);
      if (request !== undefined && attempt.outcome.kind === 'reply') {
        batch.open.hold(request, attempt);
      }
    }
  }

  async #failuresOf(answered: readonly Answered[]): Promise<Set<string>> {
    const ids = answered.map(({ request }) => request.id);
    const attempts = await this.#writer.repository.attemptsOf(ids);
    return new Set(attempts.map(({ requestId, outcome }) => failureKey(requestId, outcome)));
  }

  async #apply(batch: BatchRun): Promise<void> {
    this.#tally.applied += await batch.apply(this.#writer);
  }
}

function isSame(line: ResultLine, request: ModelRequest): boolean {
  return request.runId === line.runId && markOf(request) === line.mark;
}

function failureKey(requestId: number, outcome: Outcome): string {
  return `${requestId}/${outcome.kind === 'failure' ? JSON.stringify(outcome.failure) : ''}`;
}

function charged(run: Run, attempts: readonly Attempt[]): Run {
  return {
    ...run,
    calls: attempts.reduce(countCall, run.calls),
    spent: attempts.reduce((sum, { booked }) => addSpending(sum, booked), run.spent),
  };
}
