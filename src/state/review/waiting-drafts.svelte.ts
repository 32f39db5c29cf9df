import { SvelteMap, SvelteSet } from 'svelte/reactivity';
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
  /** Of a task there may be several, left by different tabs: the first is the next to go on with. */
  readonly #drafts = new SvelteMap<TaskId, readonly Kept[]>();
  /** Rows that the browser did not take back. */
  readonly #lost = new SvelteSet<DraftRow>();
  #search: Promise<void> | null = null;
  #problem = $state.raw<string | null>(null);

  constructor(project: EditedProject) {
    this.#project = project;
    this.keeper = new DraftKeeper(project.id);
  }

  /** In the order in which they were left. */
  get list(): readonly WaitingDraft[] {
    return [...this.#drafts].flatMap(([taskId, [first]]) =>
      first === undefined ? [] : [{ taskId, instruction: first.text.instruction }],
    );
  }

  /** True while closing the tab would lose one of them. */
  get isAnyAtRisk(): boolean {
    return [...this.#drafts.values()]
      .flat()
      .some((kept) => (kept instanceof ReviewDraft ? kept.isAtRisk : this.#lost.has(kept)));
  }

  /** Why what was left could not be read, all of it; null where it was. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Looks, once, for what tabs left that are gone; again where that failed. */
  restore(): Promise<void> {
    this.#search ??= this.#look();
    return this.#search;
  }

  async #look(): Promise<void> {
    this.#problem = null;
    const fail = (error: unknown): void => {
      this.#search = null;
      const words = error instanceof Error ? error.message : String(error);
      // Dexie says the same again on a line of its own.
      this.#problem = words.split('\n')[0] ?? words;
    };
    try {
      await this.keeper.findLeft((row) => void this.#offer(row), fail);
    } catch (error) {
      fail(error);
    }
  }

  put(draft: ReviewDraft): void {
    this.#putFirst(draft.task.id, draft);
    this.keeper.note(draft);
  }

  /** Gives out the draft of a task, which no longer waits then; null where none does. */
  take(task: Task): ReviewDraft | null {
    const kept = this.#takeOut(task.id);
    if (kept === undefined) return null;
    const draft = kept instanceof ReviewDraft ? kept : new ReviewDraft(task, this.#project, kept);
    if (!(kept instanceof ReviewDraft)) this.keeper.takeUp(draft, kept);
    draft.meet(task);
    return draft;
  }

  /** Takes out a draft that is gone on with. */
  remove(draft: ReviewDraft): void {
    this.#takeOut(draft.task.id, draft);
  }

  /** Throws a draft away; gives back what puts it where it was, false where it can't be stored. */
  throwAway(taskId: TaskId): (() => Promise<boolean>) | null {
    const kept = this.#takeOut(taskId);
    if (kept === undefined) return null;
    void this.keeper.drop(kept);
    return async () => {
      this.#putFirst(taskId, kept);
      const isKept = await this.keeper.keepAgain(kept);
      if (!(kept instanceof ReviewDraft)) this.#lost[isKept ? 'delete' : 'add'](kept);
      return isKept;
    };
  }

  /** Offers what a tab left behind, unless it was saved after all just before the tab went. */
  async #offer(row: DraftRow): Promise<void> {
    const detail = await this.#project.taskDetail(row.taskId);
    const isSaved = detail.ok && isSameText(textOf(detail.value.task), row.text);
    if (isSaved) {
      void this.keeper.drop(row);
      return;
    }
    const others = this.#drafts.get(row.taskId) ?? [];
    // Found by an earlier search that failed for others.
    const isKnown = others.some((kept) => !(kept instanceof ReviewDraft) && kept.tab === row.tab);
    if (!isKnown) this.#drafts.set(row.taskId, [...others, row]);
  }

  #putFirst(taskId: TaskId, kept: Kept): void {
    this.#drafts.set(taskId, [kept, ...(this.#drafts.get(taskId) ?? [])]);
  }

  /** Takes out one draft of a task, the first unless said otherwise. */
  #takeOut(taskId: TaskId, wanted?: Kept): Kept | undefined {
    const all = this.#drafts.get(taskId) ?? [];
    const taken = wanted === undefined ? all[0] : all.find((kept) => kept === wanted);
    const left = all.filter((kept) => kept !== taken);
    if (left.length > 0) this.#drafts.set(taskId, left);
    else this.#drafts.delete(taskId);
    return taken;
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
