import type { TagCount, UndoStep } from '#core/contracts/project-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { HistoryLine } from '#core/review/task-history.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** What was done in an open project, and what people left on its tasks. */
export class ProjectHistory {
  readonly #line: WorkerLine;

  constructor(line: WorkerLine) {
    this.#line = line;
  }

  /** The steps that can be undone or done again, newest first, `most` of each at most. */
  steps(most: number): ProjectAnswer<readonly UndoStep[]> {
    return this.#line.read((project) => project.undoHistory(most));
  }

  /** Everything that happened to a task, in order of the log. */
  ofTask(id: TaskId): ProjectAnswer<readonly HistoryLine[]> {
    return this.#line.ask((project) => project.taskHistory(id));
  }

  /** Every tag in use, the most used first. */
  usedTags(): ProjectAnswer<readonly TagCount[]> {
    return this.#line.read((project) => project.usedTags());
  }
}
