import type { TaskId } from '#core/model/ids.ts';
import type { ReviewSession } from './review-session.svelte.ts';
import type { ReviewSitting } from './review-sitting.svelte.ts';

/** Goes on through a list; in the queue, what was skipped comes again after the last task. */
export class QueueWalk {
  readonly #session: ReviewSession;
  readonly #sitting: ReviewSitting;
  /** The skipped task that was last come back to. */
  #returned: TaskId | null = null;

  constructor(session: ReviewSession, sitting: ReviewSitting) {
    this.#session = session;
    this.#sitting = sitting;
  }

  /** In the queue it comes again at the end; goes on. */
  leaveForLater(id: TaskId): Promise<void> {
    if (this.#session.mode === 'queue') this.#sitting.noteSkipped(id);
    return this.goOn();
  }

  /** True where no task comes after this one, in the list or of those that were skipped. */
  get isAtEnd(): boolean {
    if (this.#session.mode !== 'queue') return this.#session.isAtEnd;
    return this.#comesBack && this.#waiting.length === 0;
  }

  /** Goes to the next task: at once where that is the next in the list. */
  async goOn(): Promise<void> {
    const { mode, isAtEnd } = this.#session;
    if (mode !== 'queue' || !this.#comesBack) await this.#session.move(1);
    // The last task of the list may have left it, and what stands there now is another one.
    else if (!(await this.#comeBack()) && isAtEnd) await this.#session.move(1);
  }

  /** Whether what was skipped comes next, rather than the next in the list. */
  get #comesBack(): boolean {
    const { isAtEnd, taskId } = this.#session;
    return isAtEnd || (taskId !== null && taskId === this.#returned);
  }

  get #waiting(): readonly TaskId[] {
    return this.#sitting.skipped.filter((id) => id !== this.#session.taskId);
  }

  /** Goes to the first skipped task that is still in the list; false where none is. */
  async #comeBack(): Promise<boolean> {
    const from = this.#session.taskId;
    for (const id of this.#waiting) {
      if (await this.#session.selectListed(id)) {
        this.#returned = id;
        return true;
      }
      // Somebody turned to another task meanwhile.
      if (this.#session.taskId !== from) return true;
      this.#sitting.forgetSkipped(id);
    }
    return false;
  }
}
