import { proxy, type Remote } from 'comlink';
import type { ProjectApi, StepBack, StepBackProgress } from '#core/contracts/project-api.ts';
import { leastShown, type LargeStep } from './large-step.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

type Ask = (
  project: Remote<ProjectApi>,
  tell: StepBackProgress,
) => ReturnType<Remote<ProjectApi>['undo']>;

/** Undo and redo of an open project, wherever they are asked for: what is large tells how far it is. */
export class ProjectStepsBack {
  readonly #line: Pick<WorkerLine, 'change' | 'read'>;
  #step = $state.raw<LargeStep | null>(null);
  /** Which of those that were asked for is shown: one may begin before the last is heard of. */
  #shown: Ask | null = null;

  constructor(line: Pick<WorkerLine, 'change' | 'read'>) {
    this.#line = line;
  }

  /** What is taken back or done again now; null while that is nothing that takes its time. */
  get step(): LargeStep | null {
    return this.#step;
  }

  /** `sparesWhole`: fails with `whole-step` where a person should be asked about the step first. */
  undo(sparesWhole = false): ProjectAnswer<StepBack | null> {
    return this.#take('Undoing', (project, tell) => project.undo(proxy(tell), sparesWhole));
  }

  redo(): ProjectAnswer<StepBack | null> {
    return this.#take('Redoing', (project, tell) => project.redo(proxy(tell)));
  }

  /** Breaks off what is under way and what waits behind it, unless it is stored already. */
  cancel(): void {
    if (this.#step === null) return;
    this.#step = { ...this.#step, isCancelling: true };
    void this.#line.read((project) => project.cancelStep());
  }

  async #take(doing: string, ask: Ask): ProjectAnswer<StepBack | null> {
    let isOver = false;
    const tell: StepBackProgress = (what, done, total, counted) => {
      if (isOver || (counted === 'tasks' && total < leastShown)) return;
      const isCancelling = this.#shown === ask && this.#step?.isCancelling === true;
      this.#shown = ask;
      this.#step = { doing, what, done, total, isCancelling };
    };
    try {
      return await this.#line.change((project) => ask(project, tell));
    } finally {
      isOver = true;
      if (this.#shown === ask) this.#step = null;
    }
  }
}
