import type { StepProgress } from '#core/contracts/project-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { pageOf, type CommitWatch } from '#data/project-repository.ts';

/** Who waits for a step over many tasks, and may break it off before it is stored. */
export interface StepWatch {
  readonly signal?: AbortSignal;
  readonly onProgress?: StepProgress;
}

/** The steps that somebody waits for: each tells how far it is, and all can be broken off. */
export class StepWatches {
  #breaking = new AbortController();

  /** Without `onProgress` nobody waits, and nobody breaks it off. */
  watch<P>(onProgress: P | undefined): { readonly signal?: AbortSignal; readonly onProgress?: P } {
    return onProgress === undefined ? {} : { signal: this.#breaking.signal, onProgress };
  }

  cancel(): void {
    this.#breaking.abort();
    this.#breaking = new AbortController();
  }
}

/** Tells of the pages of a commit as of the tasks that changed on them. */
export function commitWatch(watch: StepWatch, changed: ReadonlySet<TaskId>): CommitWatch {
  const { signal, onProgress } = watch;
  const ends = onProgress === undefined ? [] : tasksUpTo(changed);
  return {
    ...(signal && { signal }),
    ...(onProgress && { onPages: (pages) => onProgress(ends[pages - 1] ?? 0, changed.size) }),
  };
}

/** How many of the tasks stand on the first page, on the first two, and so on, as pages are written. */
function tasksUpTo(changed: ReadonlySet<TaskId>): readonly number[] {
  const counts = new Map<number, number>();
  for (const id of changed) counts.set(pageOf(id), (counts.get(pageOf(id)) ?? 0) + 1);
  let sum = 0;
  return [...counts.values()].map((count) => (sum += count));
}
