import { isSameText, textOf, type TaskText } from '#core/model/task-text.ts';
import type { Instance, Task } from '#core/model/task.ts';
import { editFrom, mergeDraft, problemsOf, type DraftProblem } from '#core/review/task-draft.ts';
import type { ReviewProject } from './review-ports.ts';

export type DraftProject = Pick<ReviewProject, 'editTask' | 'taskDetail'>;

/** What is typed, and what it was typed over. */
export interface LeftText {
  /** The text that the task had when this tab last looked. */
  readonly seen: TaskText;
  readonly text: TaskText;
  readonly conflicts: readonly (keyof TaskText)[];
}

/** A task's text while it is being changed. */
export class ReviewDraft {
  readonly #project: DraftProject;
  #task: Task;
  /** The text that the task had when this tab last looked. */
  #seen: TaskText;
  #draft: TaskText;
  #conflicts: readonly (keyof TaskText)[];
  #hasTried = $state.raw(false);
  #saving = $state.raw<Promise<string | null> | null>(null);
  /** What of it is on disk. */
  #kept = $state.raw<TaskText | null>(null);
  /** What is being stored. */
  #sent: TaskText | null = null;
  /** What stood before the last save, which a task that was asked for earlier still brings. */
  #former: TaskText | null = null;

  /** `left`: what was typed before in another tab, to go on with. */
  constructor(task: Task, project: DraftProject, left?: LeftText) {
    this.#project = project;
    this.#task = $state.raw(task);
    this.#seen = $state.raw(left?.seen ?? textOf(task));
    this.#draft = $state.raw(left?.text ?? textOf(task));
    this.#conflicts = $state.raw(left?.conflicts ?? []);
    this.#kept = left?.text ?? null;
  }

  get task(): Task {
    return this.#task;
  }

  /** What is typed so far. */
  get text(): TaskText {
    return this.#draft;
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
    return !isSameText(this.#draft, this.#seen);
  }

  /** All that is needed to go on with it in another tab. */
  get left(): LeftText {
    return { seen: this.#seen, text: this.#draft, conflicts: this.#conflicts };
  }

  get isSaving(): boolean {
    return this.#saving !== null;
  }

  /** True where all that is typed is on disk, though not saved yet. */
  get isKept(): boolean {
    return this.isChanged && this.#kept === this.#draft;
  }

  /** True while closing the tab would lose something. */
  get isAtRisk(): boolean {
    return this.isChanged && !this.isKept;
  }

  /** Takes note of what is on disk; null: nothing any more. */
  noteKept(text: TaskText | null): void {
    this.#kept = text;
  }

  /** The fields that were changed here and, to something else, elsewhere. */
  get conflicts(): readonly (keyof TaskText)[] {
    return this.#conflicts;
  }

  /** The text that the task has elsewhere, as last seen. */
  get theirs(): TaskText {
    return this.#seen;
  }

  /** The task was removed while it was edited. */
  get isGone(): boolean {
    return this.#task.isRemoved === true;
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

  /** Moves an instance up (−1) or down (1); false at the end of the list. */
  moveInstance(place: number, by: -1 | 1): boolean {
    const [moved, other] = [this.instances[place], this.instances[place + by]];
    if (moved === undefined || other === undefined) return false;
    const instances = [...this.instances];
    instances[place] = other;
    instances[place + by] = moved;
    this.#putInstances(instances);
    return true;
  }

  /** Takes note of the task as it now is; what only changed elsewhere goes into the draft. */
  meet(task: Task): void {
    if (task.id !== this.#task.id) return;
    this.#task = task;
    const now = textOf(task);
    if (!this.#isOwnNews(now)) this.#take(now);
  }

  /** True for what this draft did itself, heard of before or after the answer to its save. */
  #isOwnNews(now: TaskText): boolean {
    const own = [this.#sent, this.#former].some((text) => text !== null && isSameText(now, text));
    if (!own) this.#former = null;
    return own;
  }

  #take(now: TaskText): void {
    if (isSameText(now, this.#seen)) return;
    const { draft, conflicts } = mergeDraft(this.#draft, this.#seen, now);
    const known = this.#conflicts.filter((field) => !conflicts.includes(field));
    this.#conflicts = [...known, ...conflicts];
    this.#draft = draft;
    this.#seen = now;
  }

  /** Settles a conflict: what was typed here stands, and saving overwrites the other text. */
  keepMine(): void {
    this.#conflicts = [];
  }

  /** Settles a conflict: in the fields that both changed the other text stands. */
  takeTheirs(): void {
    const taken = this.#conflicts.map((field) => [field, this.#seen[field]] as const);
    this.#draft = { ...this.#draft, ...Object.fromEntries(taken) };
    this.#conflicts = [];
  }

  /**
   * Saves; null where that is done, else in words what is in the way. What is typed meanwhile stays
   * to be saved, and whoever asks meanwhile gets the same answer.
   */
  save(): Promise<string | null> {
    this.#saving ??= this.#save().finally(() => (this.#saving = null));
    return this.#saving;
  }

  async #save(): Promise<string | null> {
    this.#hasTried = true;
    const [problem] = problemsOf(this.#draft);
    if (problem !== undefined) return problem.message;
    if (!this.isChanged) return null;
    return this.#send();
  }

  async #send(isSecondTry = false): Promise<string | null> {
    if (this.#conflicts.length > 0)
      return 'It was changed elsewhere, too: choose which text stands.';
    const [sent, before] = [this.#draft, this.#seen];
    this.#sent = sent;
    const answer = await this.#project.editTask(this.#task.id, editFrom(this.#task, sent), before);
    this.#sent = null;
    if (answer.ok) {
      this.#former = before;
      this.#seen = sent;
      return null;
    }
    if (answer.error.kind !== 'conflict' || isSecondTry) return answer.error.message;
    const detail = await this.#project.taskDetail(this.#task.id);
    if (!detail.ok) return detail.error.message;
    this.#task = detail.value.task;
    this.#take(textOf(detail.value.task));
    return this.#send(true);
  }

  #putInstances(instances: readonly Instance[]): void {
    this.#draft = { ...this.#draft, instances };
  }
}
