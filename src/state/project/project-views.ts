import type { SavedView } from '#core/review/saved-views.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** The views of Review that are kept with a project. */
export class ProjectViews {
  readonly #line: WorkerLine;

  constructor(line: WorkerLine) {
    this.#line = line;
  }

  list(): ProjectAnswer<readonly SavedView[]> {
    return this.#line.read((project) => project.savedViews());
  }

  /** Keeps these in place of those that there were. */
  keep(views: readonly SavedView[]): ProjectAnswer<null> {
    return this.#line.change((project) => project.keepViews(views));
  }
}
