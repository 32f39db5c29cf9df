import type { ProjectId } from '#core/model/ids.ts';
import {
  adoptDraft,
  draftsOf,
  dropDraft,
  keepDraft,
  tabOf,
  type DraftPlace,
  type DraftRow,
} from '#data/draft-repository.ts';
import { ReviewDraft } from './review-draft.svelte.ts';
import { thisTab, whenGone } from '#state/shell/this-tab.ts';

// Storing each letter would cost more than losing a third of a second's.
const pauseMs = 300;

/** Keeps what is typed on disk until it is saved, so that a closed tab or a crash loses nothing. */
export class DraftKeeper {
  readonly #projectId: ProjectId;
  readonly #typed = new Set<ReviewDraft>();
  readonly #done = new Map<string, DraftPlace>();
  /** Each draft has a row of its own, though others of its task wait. */
  readonly #holders = new WeakMap<ReviewDraft, string>();
  readonly #edited = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(projectId: ProjectId) {
    this.#projectId = projectId;
  }

  /** Takes note that a draft changed: it is stored soon, or dropped at once where it is saved. */
  note(draft: ReviewDraft): void {
    if (!draft.isChanged) {
      void this.drop(draft);
      return;
    }
    this.#typed.add(draft);
    this.#done.delete(nameOf(this.#placeOf(draft)));
    this.#timer ??= setTimeout(() => void this.flush(), pauseMs);
  }

  /** Stores what was typed now. What can't be stored counts as not kept. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const drafts = [...this.#typed];
    this.#typed.clear();
    const done = [...this.#done.values()];
    await Promise.all([...drafts.map((draft) => this.#keep(draft)), ...done.map(this.#forget)]);
  }

  /** Forgets a draft: it was saved, or is not wanted. */
  drop(kept: ReviewDraft | DraftRow): Promise<void> {
    if (kept instanceof ReviewDraft) {
      this.#typed.delete(kept);
      kept.noteKept(null);
    }
    const place = kept instanceof ReviewDraft ? this.#placeOf(kept) : kept;
    this.#done.set(nameOf(place), place);
    return this.#forget(place);
  }

  /** Takes note that a draft goes on with what was left: it is kept in that row's place. */
  takeUp(draft: ReviewDraft, row: DraftRow): void {
    this.#hold(draft, row.tab);
  }

  /** Keeps what was thrown away after all; false where it can't be stored. */
  async keepAgain(kept: ReviewDraft | DraftRow): Promise<boolean> {
    if (kept instanceof ReviewDraft) {
      this.note(kept);
      await this.flush();
      return !kept.isAtRisk;
    }
    this.#done.delete(nameOf(kept));
    try {
      await keepDraft(kept);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Calls back with each draft that was left behind by a tab that is gone, as soon as it is.
   * Rejects where they can't be read, and tells of those that can't be taken over later.
   */
  async findLeft(
    onFound: (row: DraftRow) => void,
    onFailure: (error: unknown) => void,
  ): Promise<void> {
    const rows = await draftsOf(this.#projectId);
    for (const row of rows) {
      if (tabOf(row) === thisTab() && !this.#edited.has(row.tab)) onFound(row);
    }
    const others = new Set(rows.map(tabOf));
    others.delete(thisTab());
    for (const tab of others) {
      void whenGone(tab)
        .then(() => this.#adoptFrom(tab, onFound))
        .catch(onFailure);
    }
  }

  async #adoptFrom(tab: string, onFound: (row: DraftRow) => void): Promise<void> {
    // It may have typed on, or saved, since it was seen.
    for (const row of await draftsOf(this.#projectId)) {
      if (tabOf(row) !== tab) continue;
      const adopted = await adoptDraft(row, thisTab());
      if (adopted !== null) onFound(adopted);
    }
  }

  #placeOf(draft: ReviewDraft): DraftPlace {
    const tab = this.#holders.get(draft) ?? `${thisTab()} ${crypto.randomUUID()}`;
    this.#hold(draft, tab);
    return { projectId: this.#projectId, tab, taskId: draft.task.id };
  }

  #hold(draft: ReviewDraft, holder: string): void {
    this.#holders.set(draft, holder);
    this.#edited.add(holder);
  }

  readonly #forget = async (place: DraftPlace): Promise<void> => {
    try {
      await dropDraft(place);
      this.#done.delete(nameOf(place));
    } catch {
      // It stays among those to be forgotten, and goes with the next that is stored.
    }
  };

  async #keep(draft: ReviewDraft): Promise<void> {
    const { seen, text, conflicts } = draft.left;
    try {
      await keepDraft({ ...this.#placeOf(draft), at: Date.now(), seen, text, conflicts });
      draft.noteKept(text);
    } catch {
      // Not noted as kept: leaving the page asks first.
    }
  }
}

const nameOf = ({ tab, taskId }: DraftPlace): string => `${tab} ${taskId}`;
