import type { FileProgress, FilesFailure, ImportReport } from '#core/contracts/files-api.ts';
import type { ImportSink } from '#core/contracts/import-api.ts';
import { sizeOf } from '#core/formats/join-rows.ts';
import type { RowTask } from '#core/formats/row-task.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { failureOf, stopIfCancelled } from '#data/formats/files-error.ts';
import { Progress } from './progress.ts';
import { readTasks } from './read-tasks.ts';
import { Staging } from './staging.ts';

/** Rows of one staged chunk, and the text that closes a chunk early. */
const rowsPerChunk = 500;
const charactersPerChunk = 4 * 1024 * 1024;

/** An import's end of the `ImportSink`, by message or directly. */
export type RemoteSink = {
  readonly [method in keyof ImportSink]: ImportSink[method];
};

/**
 * Reads a file into the project behind `sink`, chunk by chunk, and commits it at the end; whatever
 * goes wrong before that, the project is left as it was.
 */
export async function importTasks(
  file: Blob,
  name: string,
  sink: RemoteSink,
  onProgress: (progress: FileProgress) => void,
  signal: AbortSignal,
): Promise<Result<ImportReport, FilesFailure>> {
  const progress = new Progress(file.size, onProgress);
  const staging = new Staging(sink, name, signal);
  try {
    const chunks = new Chunks((chunk) => staging.stage(chunk));
    const watch = { signal, onRead: (bytes: number) => progress.advance(bytes) };
    const report = await readTasks(file, name, watch, async (tasks) => {
      progress.addRows(tasks.length);
      await chunks.add(tasks);
    });
    await chunks.flush();
    stopIfCancelled(signal);
    if (!report.ok) {
      await staging.discard();
      return report;
    }
    const { rows } = await staging.commit();
    progress.finish();
    return success({ ...report.value, rows });
  } catch (error) {
    await staging.discard();
    return failure(failureOf(error));
  }
}

/** Gathers tasks into chunks that are worth a message and a record each. */
class Chunks {
  #tasks: ImportedTask[] = [];
  #characters = 0;
  readonly #stage: (chunk: readonly ImportedTask[]) => Promise<void>;

  constructor(stage: (chunk: readonly ImportedTask[]) => Promise<void>) {
    this.#stage = stage;
  }

  async add(tasks: readonly RowTask[]): Promise<void> {
    for (const task of tasks) {
      const { instruction, instances, isClassification } = task;
      this.#tasks.push({ instruction, instances, isClassification });
      this.#characters += sizeOf(task);
      const isFull = this.#tasks.length >= rowsPerChunk || this.#characters >= charactersPerChunk;
      if (isFull) await this.flush();
    }
  }

  async flush(): Promise<void> {
    if (this.#tasks.length === 0) return;
    const chunk = this.#tasks;
    this.#tasks = [];
    this.#characters = 0;
    await this.#stage(chunk);
  }
}
