import type { FilesFailure, ImportReport } from '#core/contracts/files-api.ts';
import { sizeOf } from '#core/formats/join-rows.ts';
import type { RowTask } from '#core/formats/row-task.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { SeedTask } from '#core/model/task.ts';
import { failureOf, FilesError } from '#data/formats/files-error.ts';
import { readTasks } from './read-tasks.ts';

/** Seeds are written by hand and go to the page whole, so that far more is a mistake. */
const mostSeeds = 10_000;
const mostCharacters = 32 * 1024 * 1024;

/** What `readSeeds` answers. */
export interface ReadSeeds {
  readonly seeds: readonly SeedTask[];
  readonly report: ImportReport;
}

/** Reads seed tasks from a file of any known form; stores nothing. */
export async function readSeeds(
  file: Blob,
  name: string,
  signal: AbortSignal,
): Promise<Result<ReadSeeds, FilesFailure>> {
  const tasks: RowTask[] = [];
  let characters = 0;
  try {
    const watch = { signal, onRead: () => undefined };
    const report = await readTasks(file, name, watch, (more) => {
      tasks.push(...more);
      characters += more.reduce((sum, task) => sum + sizeOf(task), 0);
      if (tasks.length > mostSeeds || characters > mostCharacters) throw tooMany();
      return Promise.resolve();
    });
    return report.ok ? success({ seeds: seedsOf(tasks), report: report.value }) : report;
  } catch (error) {
    return failure(failureOf(error));
  }
}

/** Gives rows without an id one that no other row of the file has. */
function seedsOf(tasks: readonly RowTask[]): SeedTask[] {
  const taken = new Set(tasks.map(({ id }) => id));
  let next = 0;
  const freshId = (): string => {
    while (taken.has(`seed_task_${next}`)) next += 1;
    const id = `seed_task_${next}`;
    taken.add(id);
    return id;
  };
  return tasks.map(({ id, name, instruction, instances, isClassification }) => ({
    id: id ?? freshId(),
    name: name ?? '',
    instruction,
    instances,
    isClassification: isClassification ?? false,
  }));
}

const tooMany = (): FilesError =>
  new FilesError({
    kind: 'too-large',
    message: 'More than 10,000 seeds: open it as a data set instead.',
  });
