import type { TaskId } from '#core/model/ids.ts';
import type { ReviewDraft } from './review-draft.svelte.ts';
import type { ReviewEditing } from './review-editing.svelte.ts';
import type { ReviewSession } from './review-session.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What leaving a draft needs of the page. */
export interface LeavingPorts {
  readonly session: Pick<ReviewSession, 'select'>;
  readonly editing: ReviewEditing;
  readonly toasts: Pick<Toasts, 'show'>;
  readonly focusList: () => void;
  readonly offerUndo: (message: string) => void;
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
   * again can't. A draft that can't be saved is kept ready to go on with.
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
    this.#left = null;
    if (problem === null) {
      offerUndo(`Saved the changes of task ${id}`);
      return;
    }
    editing.cancel();
    this.#offerToGoOn(`Task ${id} was not saved: ${problem}`, draft, 'bad');
  }

  /** Ends editing without saving. */
  giveUp(): void {
    const left = this.#ports.editing.cancel();
    this.#ports.focusList();
    if (left !== null) this.#offerToGoOn('Changes were not saved', left, 'plain');
  }

  #offerToGoOn(message: string, draft: ReviewDraft, tone: 'bad' | 'plain'): void {
    const action = { label: 'Go on editing', run: () => this.#resume(draft) };
    this.#ports.toasts.show(message, { tone, action });
  }

  #resume(draft: ReviewDraft): void {
    this.#ports.session.select(draft.task.id);
    this.#ports.editing.resume(draft);
  }
}
