import type { Instance, Task } from '#core/model/task.ts';
import {
  draftOf,
  editFrom,
  problemsOf,
  type DraftProblem,
  type TaskDraft,
} from '#core/review/task-draft.ts';
import type { ReviewProject } from './review-ports.ts';

/** A task's text while it is being changed. */
export class ReviewDraft {
  readonly task: Task;
  readonly #project: Pick<ReviewProject, 'editTask'>;
  #draft = $state.raw<TaskDraft>({ instruction: '', instances: [], isClassification: null });
  #hasTried = $state.raw(false);

  constructor(task: Task, project: Pick<ReviewProject, 'editTask'>) {
    this.task = task;
    this.#project = project;
    this.#draft = draftOf(task);
  }

  get instruction(): string {
    return this.#draft.instruction;
  }

  set instruction(instruction: string) {
    this.#draft = { ...this.#draft, instruction };
  }

  get isClassification(): boolean | null {
    return this.#draft.isClassification;
  }

  set isClassification(isClassification: boolean | null) {
    this.#draft = { ...this.#draft, isClassification };
  }

  get instances(): readonly Instance[] {
    return this.#draft.instances;
  }

  get isChanged(): boolean {
    return JSON.stringify(this.#draft) !== JSON.stringify(draftOf(this.task));
  }

  /** What keeps it from being saved; shown only after somebody tried. */
  get problems(): readonly DraftProblem[] {
    return this.#hasTried ? problemsOf(this.#draft) : [];
  }

  addInstance(): void {
    this.#putInstances([...this.instances, { input: '', output: '' }]);
  }

  changeInstance(place: number, change: Partial<Instance>): void {
    this.#putInstances(
      this.instances.map((instance, i) => (i === place ? { ...instance, ...change } : instance)),
    );
  }

  removeInstance(place: number): void {
    this.#putInstances(this.instances.filter((_, i) => i !== place));
  }

  /** Saves; null where that is done, else in words what is in the way. */
  async save(): Promise<string | null> {
    this.#hasTried = true;
    const [problem] = problemsOf(this.#draft);
    if (problem !== undefined) return problem.message;
    if (!this.isChanged) return null;
    const answer = await this.#project.editTask(this.task.id, editFrom(this.task, this.#draft));
    return answer.ok ? null : answer.error.message;
  }

  #putInstances(instances: readonly Instance[]): void {
    this.#draft = { ...this.#draft, instances };
  }
}
