import { proxy } from 'comlink';
import type { BatchReport, HandOver, HandOverPlan, StepWork } from '#core/contracts/batch-api.ts';
import type { FileProgress } from '#core/contracts/files-api.ts';
import type { Step } from '#core/model/model-call.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** Calls of an open project that go by batch files. */
export class ProjectBatches {
  readonly #line: WorkerLine;

  constructor(line: WorkerLine) {
    this.#line = line;
  }

  /** What each step of the newest run has for a batch. */
  batchWork(): ProjectAnswer<readonly StepWork[]> {
    return this.#line.ask((project) => project.batchWork());
  }

  handOver(plan: HandOverPlan): ProjectAnswer<HandOver> {
    return this.#line.change((project) => project.handOver(plan));
  }

  handOverShard(index: number): ProjectAnswer<{ file: Blob; fileName: string }> {
    return this.#line.ask((project) => project.handOverShard(index));
  }

  recallBatch(step: Step | null): ProjectAnswer<{ requests: number }> {
    return this.#line.change((project) => project.recallBatch(step));
  }

  takeBatchResults(
    file: File,
    onProgress: (progress: FileProgress) => void,
  ): ProjectAnswer<BatchReport> {
    return this.#line.change((project) =>
      project.takeBatchResults(file, file.name, proxy(onProgress)),
    );
  }
}
