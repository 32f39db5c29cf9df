import type { Task } from '#core/model/task.ts';
import type { ReviewDraft } from './review-draft.svelte.ts';
import type { CommandedReview, ReviewScreen } from './review-screen.ts';
import type { ReviewTalk } from './review-talk.svelte.ts';

/** What a command may fall on now; where nothing, it is said why. */
export class ReviewSight {
  readonly #review: Pick<CommandedReview, 'session' | 'detail' | 'editing'>;
  readonly #screen: Pick<ReviewScreen, 'toasts' | 'canChange' | 'takeOver'>;
  readonly #talk: ReviewTalk;

  constructor(
    review: Pick<CommandedReview, 'session' | 'detail' | 'editing'>,
    screen: Pick<ReviewScreen, 'toasts' | 'canChange' | 'takeOver'>,
    talk: ReviewTalk,
  ) {
    this.#review = review;
    this.#screen = screen;
    this.#talk = talk;
  }

  /**
   * The task that is looked at. Null, and said so, where none is drawn, where the list is in its
   * place, where it was removed, or has not come yet: the one before it is still on the screen, and
   * nobody judges what they have not seen.
   */
  task(): Task | null {
    const { taskId, shownId } = this.#review.session;
    if (taskId !== null && shownId === null) {
      this.#screen.toasts.show(`Open task ${taskId} first: press Enter`);
      return null;
    }
    const task = this.#review.detail.detail?.task;
    const problem = this.#problemWith(task);
    if (problem === null) return task ?? null;
    this.#talk.announce(`${problem}, so nothing was done`);
    return null;
  }

  #problemWith(task: Task | undefined): string | null {
    const { session } = this.#review;
    const { taskId: id, nothingIn, phase } = session;
    if (id === null || nothingIn !== null || phase === 'failed') return 'No task is in sight';
    if (task?.id !== id) return `Task ${id} is not in sight yet`;
    return task.isRemoved === true ? `Task ${id} was removed` : null;
  }

  /** The draft whose editor is on the screen; one that is left behind and still saved is not. */
  get draft(): ReviewDraft | null {
    const { editing, detail } = this.#review;
    const { draft } = editing;
    return draft?.task.id === detail.detail?.task.id ? draft : null;
  }

  /** Whether this tab may change anything; where not, why. */
  canChange(): boolean {
    if (this.#screen.canChange()) return true;
    const message = 'Another tab is editing this project; this one follows.';
    const action = { label: 'Take over', run: () => this.#screen.takeOver() };
    this.#screen.toasts.show(message, { tone: 'bad', action });
    return false;
  }
}
