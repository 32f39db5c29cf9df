import type { Task } from '#core/model/task.ts';
import type { TextRange } from '#core/review/marked-text.ts';
import type { SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { TaskChecker, type Suspected } from '#core/suspicions/check-task.ts';
import {
  usualPlan,
  type SuspicionChoice,
  type SuspicionPlan,
} from '#core/suspicions/suspicion-plan.ts';
import { suspectOf, type Suspect } from '#core/suspicions/suspicion.ts';
import type { ReviewProject } from './review-ports.ts';

interface Looked {
  readonly task: Task;
  readonly plan: SuspicionPlan;
  readonly suspect: Suspect;
  readonly found: readonly Suspected[];
}

/** What looks wrong with the task in sight, and what this project wants to be looked for. */
export class ReviewSuspicions {
  readonly #project: Pick<ReviewProject, 'suspicionPlan' | 'setSuspicionPlan'>;
  #plan = $state.raw(usualPlan);
  readonly #checker = $derived(new TaskChecker(this.#plan));
  #last: Looked | null = null;

  constructor(project: Pick<ReviewProject, 'suspicionPlan' | 'setSuspicionPlan'>) {
    this.#project = project;
  }

  get plan(): SuspicionPlan {
    return this.#plan;
  }

  /** Reads the plan; where that fails everything is looked for as shipped. */
  async load(): Promise<void> {
    const stored = await this.#project.suspicionPlan();
    if (stored.ok) this.#plan = stored.value;
  }

  /** What looks wrong with a task, dismissed findings last. */
  findings(task: Task): readonly Suspected[] {
    return this.#look(task).found;
  }

  /** Where in a text of a task something looks wrong; `text` may be its beginning. */
  rangesIn(task: Task, text: string): readonly TextRange[] {
    const { suspect, found } = this.#look(task);
    return found.flatMap(({ finding: { field, instance = -1, range }, isDismissed }) => {
      if (range === undefined || isDismissed) return [];
      const whole =
        field === 'instruction' ? suspect.instruction : suspect.instances[instance]?.[field];
      return whole?.startsWith(text) === true || text.startsWith(whole ?? ' ') ? [range] : [];
    });
  }

  /** Changes what is looked for; null where that is kept, else in words what is in the way. */
  async choose(id: SuspicionId, choice: SuspicionChoice): Promise<string | null> {
    const before = this.#plan;
    const plan = { ...before, [id]: { ...before[id], ...choice } };
    this.#plan = plan;
    const kept = await this.#project.setSuspicionPlan(plan);
    if (kept.ok) return null;
    if (this.#plan === plan) this.#plan = before;
    return kept.error.message;
  }

  #look(task: Task): Looked {
    const last = this.#last;
    if (last?.task === task && last.plan === this.#plan) return last;
    const found = this.#checker.findings(task);
    const looked = { task, plan: this.#plan, suspect: suspectOf(task), found };
    this.#last = looked;
    return looked;
  }
}
