import { SvelteMap } from 'svelte/reactivity';
import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { ReviewDraft } from './review-draft.svelte.ts';
import {
  waitingDraftsOf,
  type EditedProject,
  type WaitingDrafts,
} from './waiting-drafts.svelte.ts';

/** Editing in place: at most one task at a time; drafts that could not be saved wait for their task. */
export class ReviewEditing {
  readonly #project: EditedProject;
  readonly waiting: WaitingDrafts;
  #draft = $state.raw<ReviewDraft | null>(null);
  /** Drafts that are being saved, the editor of another task perhaps open by now. */
  readonly #saving = new SvelteMap<TaskId, ReviewDraft>();
  /** Grows whenever an editor is opened: a save that was asked for before does not close it. */
  #openings = 0;

  constructor(project: EditedProject) {
    this.#project = project;
    this.waiting = waitingDraftsOf(project);
  }

  /** The draft under way, or null while nothing is edited. */
  get draft(): ReviewDraft | null {
    return this.#draft;
  }

  /** True while closing the tab would lose what somebody typed: what is not yet on disk. */
  get isAnyAtRisk(): boolean {
    const isSavingAny = [...this.#saving.values()].some(({ isAtRisk }) => isAtRisk);
    return this.waiting.isAnyAtRisk || isSavingAny || this.#draft?.isAtRisk === true;
  }

  /** Begins to edit a task, or goes on with the draft of it that waits; true for the latter. */
  start(task: Task): boolean {
    const waiting = this.waiting.take(task);
    const open = this.#draft;
    // Of two edits of one task the other waits.
    if (waiting !== null && open?.task.id === task.id && open.isChanged) this.waiting.put(open);
    const draft = waiting ?? this.#saving.get(task.id) ?? new ReviewDraft(task, this.#project);
    this.#open(draft);
    return waiting !== null;
  }

  /** Takes note of what is typed, so that it outlives the tab. */
  keep(draft: ReviewDraft): void {
    this.waiting.keeper.note(draft);
  }

  /** Puts a draft aside that could not be saved, until its task is edited again. */
  putAside(draft: ReviewDraft): void {
    if (this.#draft === draft) this.#draft = null;
    this.waiting.put(draft);
  }

  /** Goes on with a draft that was left. */
  resume(draft: ReviewDraft): void {
    this.waiting.remove(draft);
    this.#open(draft);
  }

  /** Ends editing without saving; gives the draft back where that loses something. */
  cancel(): ReviewDraft | null {
    const draft = this.#draft;
    this.#draft = null;
    if (draft !== null) void this.waiting.keeper.drop(draft);
    return draft?.isChanged === true ? draft : null;
  }

  /**
   * Saves and ends editing; in words what is in the way, and editing then goes on. So it does where
   * something was typed meanwhile, or the task was opened for editing again.
   */
  async save(draft = this.#draft): Promise<string | null> {
    if (draft === null) return null;
    const openings = this.#openings;
    this.#saving.set(draft.task.id, draft);
    const problem = await draft.save();
    this.#saving.delete(draft.task.id);
    this.keep(draft);
    const isOver = problem === null && !draft.isChanged && openings === this.#openings;
    if (isOver && this.#draft === draft) this.#draft = null;
    return problem;
  }

  /** Goes back to the original text; null where that is done, else what is in the way. */
  async revert(task: Task): Promise<string | null> {
    const answer = await this.#project.editTask(task.id, null);
    return answer.ok ? null : answer.error.message;
  }

  /** The task as it now is, to go on with a draft of it; in words why it can't be read. */
  async read(id: TaskId): Promise<Task | string> {
    const answer = await this.#project.taskDetail(id);
    return answer.ok ? answer.value.task : answer.error.message;
  }

  #open(draft: ReviewDraft): void {
    this.#openings += 1;
    this.#draft = draft;
    if (draft.isChanged) this.keep(draft);
  }
}
