import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { ReviewDraft } from './review-draft.svelte.ts';
import type { ReviewProject } from './review-ports.ts';
import { waitingDraftsOf } from './waiting-drafts.ts';

/** Editing in place: at most one task at a time; drafts that could not be saved wait for their task. */
export class ReviewEditing {
  readonly #project: Pick<ReviewProject, 'editTask' | 'taskDetail'>;
  readonly #waiting: Map<TaskId, ReviewDraft>;
  #draft = $state.raw<ReviewDraft | null>(null);
  #isSaving = $state.raw(false);

  constructor(project: Pick<ReviewProject, 'editTask' | 'taskDetail'>) {
    this.#project = project;
    this.#waiting = waitingDraftsOf(project);
  }

  /** The draft under way, or null while nothing is edited. */
  get draft(): ReviewDraft | null {
    return this.#draft;
  }

  get isSaving(): boolean {
    return this.#isSaving;
  }

  /** True while closing the tab would lose what somebody typed. */
  get hasUnsaved(): boolean {
    return this.#waiting.size > 0 || this.#draft?.isChanged === true;
  }

  /** Begins to edit a task, or goes on with the draft of it that waits; true for the latter. */
  start(task: Task): boolean {
    const waiting = this.#waiting.get(task.id);
    if (waiting === undefined) this.#draft = new ReviewDraft(task, this.#project);
    else this.resume(waiting);
    waiting?.meet(task);
    return waiting !== undefined;
  }

  /** Puts a draft aside that could not be saved, until its task is edited again. */
  putAside(draft: ReviewDraft): void {
    if (this.#draft === draft) this.#draft = null;
    this.#waiting.set(draft.task.id, draft);
  }

  /** Goes on with a draft that was left. */
  resume(draft: ReviewDraft): void {
    this.#waiting.delete(draft.task.id);
    this.#draft = draft;
  }

  /** Ends editing without saving; gives the draft back where that loses something. */
  cancel(): ReviewDraft | null {
    const draft = this.#draft;
    this.#draft = null;
    return draft?.isChanged === true ? draft : null;
  }

  /**
   * Saves and ends editing; in words what is in the way, and editing then goes on. So it does where
   * something was typed meanwhile.
   */
  async save(draft = this.#draft): Promise<string | null> {
    if (draft === null) return null;
    this.#isSaving = true;
    const problem = await draft.save();
    this.#isSaving = false;
    if (problem === null && this.#draft === draft && !draft.isChanged) this.#draft = null;
    return problem;
  }

  /** Goes back to the original text; null where that is done, else what is in the way. */
  async revert(task: Task): Promise<string | null> {
    const answer = await this.#project.editTask(task.id, null);
    return answer.ok ? null : answer.error.message;
  }
}
