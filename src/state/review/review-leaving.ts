import { describeEvent } from '#core/fold/undo-stack.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { editFrom } from '#core/review/task-draft.ts';
import type { ReviewDraft } from './review-draft.svelte.ts';
import type { ReviewEditing } from './review-editing.svelte.ts';
import type { ReviewSession } from './review-session.svelte.ts';
import type { ReviewTalk } from './review-talk.svelte.ts';
import type { Toasts } from '#state/shell/toasts.svelte.ts';

/** What leaving a draft needs of the page. */
export interface LeavingPorts {
  readonly session: Pick<ReviewSession, 'select' | 'phase' | 'taskId'>;
  readonly editing: ReviewEditing;
  readonly toasts: Pick<Toasts, 'show'>;
  readonly focusList: () => void;
  readonly talk: Pick<ReviewTalk, 'offerUndo' | 'complain'>;
}

/** What becomes of a draft when somebody turns away from it, and comes back. */
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

  /** Begins to edit a task; what was edited before goes on being saved. True as `start` says. */
  begin(task: Task): boolean {
    void this.leave(task.id);
    return this.#ports.editing.start(task);
  }

  async #save(draft: ReviewDraft): Promise<void> {
    const { editing, talk } = this.#ports;
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
      talk.offerUndo(`Saved the changes of task ${id}`, label);
      return;
    }
    if (this.#towards !== id || editing.draft !== draft) editing.putAside(draft);
    const kept = 'What was typed is kept: edit the task again to go on.';
    this.#offerToGoOn(`Task ${id} was not saved: ${problem} ${kept}`, draft, 'bad');
  }

  /** Saves and goes back to the list, unless something is in the way or was typed meanwhile. */
  async finish(): Promise<void> {
    const { editing, talk, focusList } = this.#ports;
    const problem = await editing.save();
    if (problem !== null) talk.complain(problem);
    else if (editing.draft === null) focusList();
  }

  /** Ends editing without saving. */
  giveUp(): void {
    const left = this.#ports.editing.cancel();
    this.#ports.focusList();
    if (left !== null) this.#offerToGoOn('Changes were not saved', left, 'plain');
  }

  /** Looks at a task again whose edit waits, and goes on with that. */
  async takeUp(id: TaskId): Promise<void> {
    const { editing, session, talk } = this.#ports;
    session.select(id);
    const task = await editing.read(id);
    if (session.phase === 'closed' || session.taskId !== id) return;
    if (typeof task === 'string') talk.complain(task);
    else this.begin(task);
  }

  /** Throws an edit away that waits; it can be had back for a moment. */
  throwAway(id: TaskId): void {
    const putBack = this.#ports.editing.waiting.throwAway(id);
    if (putBack === null) return;
    this.#ports.focusList();
    const action = { label: 'Keep it', run: () => void this.#keepAgain(id, putBack) };
    this.#ports.toasts.show(`The edit of task ${id} was thrown away`, { action });
  }

  async #keepAgain(id: TaskId, putBack: () => Promise<boolean>): Promise<void> {
    if (await putBack()) return;
    const lost = 'It is lost when this tab closes: go on with it and save it.';
    this.#ports.talk.complain(`The edit of task ${id} could not be stored again. ${lost}`);
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
