import type { TaskId } from '#core/model/ids.ts';
import type { SeedTask, Task } from '#core/model/task.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** The tasks that people wrote for a project, from which the model takes its example. */
export class ProjectSeeds {
  readonly #line: WorkerLine;

  constructor(line: WorkerLine) {
    this.#line = line;
  }

  /** In order, removed ones left out. */
  all(): ProjectAnswer<readonly Task[]> {
    return this.#line.read((project) => project.seeds());
  }

  add(seeds: readonly SeedTask[]): ProjectAnswer<{ ids: readonly TaskId[] }> {
    return this.#line.change((project) => project.addSeeds(seeds));
  }

  edit(id: TaskId, seed: SeedTask): ProjectAnswer<null> {
    return this.#line.change((project) => project.editSeed(id, seed));
  }

  remove(ids: readonly TaskId[]): ProjectAnswer<null> {
    return this.#line.change((project) => project.removeSeeds(ids));
  }
}
