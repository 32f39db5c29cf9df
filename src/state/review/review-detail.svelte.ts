import type { TaskDetail } from '#core/contracts/project-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { RecentMap } from './recent-map.ts';
import type { ReviewProject } from './review-ports.ts';

const detailsKept = 24;
// So long a list has to stay the same before the task that it happens to begin with is read: what is
// typed on makes it another one, and reading would only hold that up.
const stillMs = 80;

interface KeptDetail {
  readonly detail: TaskDetail;
  /** How often tasks had changed when it was asked for. */
  readonly age: number;
}

/** The task in the detail pane with all that belongs to it; the ones beside it are fetched ahead. */
export class ReviewDetail {
  readonly #project: Pick<ReviewProject, 'taskDetail'>;
  readonly #kept = new RecentMap<TaskId, KeptDetail>(detailsKept);
  #detail = $state.raw<TaskDetail | null>(null);
  #failure = $state.raw<string | null>(null);
  #wanted: TaskId | null = null;
  /** Grows when tasks change: what was asked for before is shown and then asked for again. */
  #age = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(project: Pick<ReviewProject, 'taskDetail'>) {
    this.#project = project;
  }

  /** The task last asked for, or until it comes the one before; null where there is none. */
  get detail(): TaskDetail | null {
    return this.#detail;
  }

  /** Why the task could not be shown. */
  get failure(): string | null {
    return this.#failure;
  }

  /** `canWait`: nobody asked for this very task, so that a list that still changes goes first. */
  show(id: TaskId | null, canWait = false): void {
    clearTimeout(this.#timer);
    this.#wanted = id;
    this.#failure = null;
    if (id === null) this.#detail = null;
    else if (canWait) this.#timer = setTimeout(() => this.#show(id), stillMs);
    else this.#show(id);
  }

  /** Fetches a task that will probably be looked at next. */
  prepare(id: TaskId | undefined): void {
    if (id !== undefined && this.#kept.get(id)?.age !== this.#age) void this.#fetch(id);
  }

  /** Reads again what is shown: tasks changed. */
  refresh(): void {
    this.#age += 1;
    if (this.#wanted !== null) void this.#load();
  }

  #show(id: TaskId): void {
    const kept = this.#kept.get(id);
    if (kept !== undefined) this.#detail = kept.detail;
    if (kept?.age !== this.#age) void this.#load();
  }

  async #load(): Promise<void> {
    const id = this.#wanted;
    if (id === null) return;
    const message = await this.#fetch(id);
    if (id !== this.#wanted) return;
    const kept = this.#kept.get(id);
    if (kept !== undefined) this.#detail = kept.detail;
    this.#failure = message;
  }

  /** Null when the task is there now; else what went wrong. */
  async #fetch(id: TaskId): Promise<string | null> {
    const age = this.#age;
    const answer = await this.#project.taskDetail(id);
    if (!answer.ok) return answer.error.message;
    // An answer that comes late never replaces a newer one.
    if ((this.#kept.get(id)?.age ?? -1) <= age) this.#kept.put(id, { detail: answer.value, age });
    return null;
  }
}
