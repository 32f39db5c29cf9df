import { describeEvent } from '#core/fold/undo-stack.ts';
import type { TaskId } from '#core/model/ids.ts';
import { editFrom } from '#core/review/task-draft.ts';
import type { ReviewDraft } from './review-draft.svelte.ts';
import type { ReviewEditing } from './review-editing.svelte.ts';
import type { ReviewSession } from './review-session.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What leaving a draft needs of the page. */
export interface LeavingPorts {
  readonly session: Pick<ReviewSession, 'select' | 'phase'>;
  readonly editing: ReviewEditing;
  readonly toasts: Pick<Toasts, 'show'>;
  readonly focusList: () => void;
  /** `label`: the step in the words of the undo log. */
  readonly offerUndo: (message: string, label: string) => void;
}

/** What becomes of a draft when somebody turns away from it. */
export class ReviewLeaving {
  readonly #ports: LeavingPorts;
  /** The draft that is being left. */
  #left: { readonly draft: ReviewDraft; readonly done: Promise<void> } | null = null;
  /** The task that was last turned to. */
  #towards: TaskId | null = null;

  constructor(ports: LeavingPorts) {
    this.#ports = ports;
  }

  /**
   * Saves a draft when another task is looked at, or none any more: that can be undone, typing it
   * again can't. A draft that can't be saved waits for its task to be edited again.
   */
  async leave(next: TaskId | null): Promise<void> {
    const { draft } = this.#ports.editing;
    this.#towards = next;
    if (draft === null || draft.task.id === next) return;
    if (!draft.isChanged) {
      this.#ports.editing.cancel();
      return;
    }
    if (this.#left?.draft !== draft) this.#left = { draft, done: this.#save(draft) };
    await this.#left.done;
  }

  async #save(draft: ReviewDraft): Promise<void> {
    const { editing, offerUndo } = this.#ports;
    const { id } = draft.task;
    let problem = await editing.save(draft);
    // The editor stays on the screen until the next task comes, and takes what is typed.
    while (problem === null && draft.isChanged && this.#towards !== id) {
      problem = await editing.save(draft);
    }
    if (this.#left?.draft === draft) this.#left = null;
    if (problem === null) {
      const edit = editFrom(draft.task, draft.text);
      const label = describeEvent({ kind: 'edited', id, edit, before: null });
      offerUndo(`Saved the changes of task ${id}`, label);
      return;
    }
    if (this.#towards !== id) editing.putAside(draft);
    const kept = 'What was typed is kept: edit the task again to go on.';
    this.#offerToGoOn(`Task ${id} was not saved: ${problem} ${kept}`, draft, 'bad');
  }

  /** Saves and goes back to the list, unless something is in the way or was typed meanwhile. */
  async finish(): Promise<void> {
    const { editing, toasts, focusList } = this.#ports;
    const problem = await editing.save();
    if (problem !== null) toasts.show(problem, { tone: 'bad' });
    else if (editing.draft === null) focusList();
  }

  /** Ends editing without saving. */
  giveUp(): void {
    const left = this.#ports.editing.cancel();
    this.#ports.focusList();
    if (left !== null) this.#offerToGoOn('Changes were not saved', left, 'plain');
  }

  #offerToGoOn(message: string, draft: ReviewDraft, tone: 'bad' | 'plain'): void {
    const { session, toasts } = this.#ports;
    const action = { label: 'Go on editing', run: () => this.#resume(draft) };
    toasts.show(message, { tone, ...(session.phase !== 'closed' && { action }) });
  }

  /** Goes on with a draft, once what is edited now is saved or put aside. */
  #resume(draft: ReviewDraft): void {
    const { editing, session } = this.#ports;
    if (session.phase === 'closed') return;
    void this.leave(draft.task.id);
    session.select(draft.task.id);
    editing.resume(draft);
  }
}
