import type { ProjectId, TaskId } from '#core/model/ids.ts';
import {
  adoptDraft,
  draftsOf,
  dropDraft,
  keepDraft,
  type DraftRow,
} from '#data/draft-repository.ts';
import type { ReviewDraft } from './review-draft.svelte.ts';
import { thisTab, whenGone } from './this-tab.ts';

// Storing each letter would cost more than losing a third of a second's.
const pauseMs = 300;

/** Keeps what is typed on disk until it is saved, so that a closed tab or a crash loses nothing. */
export class DraftKeeper {
  readonly #projectId: ProjectId;
  readonly #typed = new Map<TaskId, ReviewDraft>();
  readonly #done = new Set<TaskId>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(projectId: ProjectId) {
    this.#projectId = projectId;
  }

  /** Takes note that a draft changed: it is stored soon, or dropped at once where it is saved. */
  note(draft: ReviewDraft): void {
    if (!draft.isChanged) {
      void this.drop(draft.task.id);
      return;
    }
    this.#typed.set(draft.task.id, draft);
    this.#done.delete(draft.task.id);
    this.#timer ??= setTimeout(() => void this.flush(), pauseMs);
  }

  /** Stores what was typed now. What can't be stored counts as not kept. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const drafts = [...this.#typed.values()];
    this.#typed.clear();
    const done = [...this.#done];
    await Promise.all([...drafts.map((draft) => this.#keep(draft)), ...done.map(this.#forget)]);
  }

  /** Forgets a draft: it was saved, or is not wanted. */
  drop(taskId: TaskId): Promise<void> {
    this.#typed.delete(taskId);
    this.#done.add(taskId);
    return this.#forget(taskId);
  }

  /** Keeps what was thrown away after all. */
  keepAgain(row: DraftRow): Promise<void> {
    this.#done.delete(row.taskId);
    return keepDraft(row);
  }

  /** Calls back with each draft that was left behind by a tab that is gone, as soon as it is. */
  async findLeft(onFound: (row: DraftRow) => void): Promise<void> {
    const rows = await draftsOf(this.#projectId);
    for (const row of rows.filter(({ tab }) => tab === thisTab())) onFound(row);
    const others = new Set(rows.map(({ tab }) => tab));
    others.delete(thisTab());
    for (const tab of others) void whenGone(tab).then(() => this.#adoptFrom(tab, onFound));
  }

  async #adoptFrom(tab: string, onFound: (row: DraftRow) => void): Promise<void> {
    // It may have typed on, or saved, since it was seen.
    for (const row of await draftsOf(this.#projectId)) {
      if (row.tab !== tab) continue;
      const adopted = await adoptDraft(row, thisTab());
      if (adopted !== null) onFound(adopted);
    }
  }

  readonly #forget = async (taskId: TaskId): Promise<void> => {
    try {
      await dropDraft({ projectId: this.#projectId, tab: thisTab(), taskId });
      this.#done.delete(taskId);
    } catch {
      // It stays among those to be forgotten, and goes with the next that is stored.
    }
  };

  async #keep(draft: ReviewDraft): Promise<void> {
    const { seen, text, conflicts } = draft.left;
    const [projectId, tab, taskId] = [this.#projectId, thisTab(), draft.task.id];
    try {
      await keepDraft({ projectId, tab, taskId, at: Date.now(), seen, text, conflicts });
      draft.noteKept(text);
    } catch {
      // Not noted as kept: leaving the page asks first.
    }
  }
}
