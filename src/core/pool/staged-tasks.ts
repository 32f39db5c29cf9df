import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import type { TaskPool } from './task-pool.ts';

/**
 * Tasks as they will be once a change is stored, laid over a pool that stays as it is until then:
 * whoever reads the pool meanwhile, a run above all, sees nothing that may yet be broken off.
 */
export class StagedTasks {
  readonly #pool: TaskPool;
  readonly #staged = new Map<TaskId, Task>();

  constructor(pool: TaskPool) {
    this.#pool = pool;
  }

  /** Ids of the tasks that change, in the order in which they did last. */
  get changed(): ReadonlySet<TaskId> {
    return new Set(this.#staged.keys());
  }

  get(id: TaskId): Task | undefined {
    return this.#staged.get(id) ?? this.#pool.get(id);
  }

  put(task: Task): void {
    this.#staged.delete(task.id);
    this.#staged.set(task.id, task);
  }

  /** The tasks with ids from `from` to `to`, both included. */
  slice(from: TaskId, to: TaskId): readonly Task[] {
    const ids = Array.from({ length: to - from + 1 }, (_, place) => from + place);
    return ids.flatMap((id) => this.get(id) ?? []);
  }

  /** Puts all of it into the pool, for good: it is stored. */
  land(): void {
    for (const task of this.#staged.values()) this.#pool.put(task);
    this.#pool.takeChanged();
  }
}
