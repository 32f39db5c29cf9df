import { SvelteMap } from 'svelte/reactivity';
import { isSameText, textOf } from '#core/model/task-text.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import type { DraftRow } from '#data/draft-repository.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { ReviewDraft, type DraftProject } from './review-draft.svelte.ts';

/** An edit that waits to be taken up, as a list shows it. */
export interface WaitingDraft {
  readonly taskId: TaskId;
  readonly instruction: string;
}

/** One that was put aside here, or a row that a tab left behind. */
type Kept = ReviewDraft | DraftRow;

/** What is to be known of a project whose tasks are edited. */
export type EditedProject = DraftProject & { readonly id: number };

/** Edits of a project that are not saved and not under way: put aside here, or left by a closed tab. */
export class WaitingDrafts {
  readonly keeper: DraftKeeper;
  readonly #project: EditedProject;
  readonly #drafts = new SvelteMap<TaskId, Kept>();
  #search: Promise<void> | null = null;

  constructor(project: EditedProject) {
    this.#project = project;
    this.keeper = new DraftKeeper(project.id);
  }

  /** In the order in which they were left. */
  get list(): readonly WaitingDraft[] {
    return [...this.#drafts].map(([taskId, { text }]) => {
      return { taskId, instruction: text.instruction };
    });
  }

  /** True while closing the tab would lose one of them. */
  get isAnyAtRisk(): boolean {
    return [...this.#drafts.values()].some((kept) => kept instanceof ReviewDraft && kept.isAtRisk);
  }

  /** Looks, once, for what tabs left that are gone. */
  restore(): Promise<void> {
    this.#search ??= this.keeper.findLeft((row) => void this.#offer(row));
    return this.#search;
  }

  put(draft: ReviewDraft): void {
    this.#drafts.set(draft.task.id, draft);
    this.keeper.note(draft);
  }

  /** Gives out the draft of a task, which no longer waits then; null where none does. */
  take(task: Task): ReviewDraft | null {
    const kept = this.#drafts.get(task.id);
    if (kept === undefined) return null;
    this.#drafts.delete(task.id);
    const draft = kept instanceof ReviewDraft ? kept : new ReviewDraft(task, this.#project, kept);
    draft.meet(task);
    return draft;
  }

  /** Takes out a draft that is gone on with. */
  remove({ task }: ReviewDraft): void {
    this.#drafts.delete(task.id);
  }

  /** Throws a draft away; gives back what puts it where it was. */
  throwAway(taskId: TaskId): (() => void) | null {
    const kept = this.#drafts.get(taskId);
    if (kept === undefined) return null;
    this.#drafts.delete(taskId);
    void this.keeper.drop(taskId);
    return () => {
      this.#drafts.set(taskId, kept);
      if (kept instanceof ReviewDraft) this.keeper.note(kept);
      else void this.keeper.keepAgain(kept);
    };
  }

  /** Offers what a tab left behind, unless it was saved after all just before the tab went. */
  async #offer(row: DraftRow): Promise<void> {
    if (this.#drafts.has(row.taskId)) return;
    const detail = await this.#project.taskDetail(row.taskId);
    const isSaved = detail.ok && isSameText(textOf(detail.value.task), row.text);
    if (isSaved) void this.keeper.drop(row.taskId);
    else if (!this.#drafts.has(row.taskId)) this.#drafts.set(row.taskId, row);
  }
}

const waiting = new WeakMap<object, WaitingDrafts>();

/**
 * The drafts of an open project that wait. They live as long as the project is open, so that a page
 * that is left and opened again finds them.
 */
export function waitingDraftsOf(project: EditedProject): WaitingDrafts {
  const known = waiting.get(project) ?? new WaitingDrafts(project);
  waiting.set(project, known);
  return known;
}
