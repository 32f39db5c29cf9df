import { effectiveInstruction, isInPool } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { hashWord } from '#core/text/hash-word.ts';
import { tasksPerPage, type PoolComparison } from '#data/project-db.ts';
import { pageOf } from '#data/project-repository.ts';

// What became of a task since it was compared; what was not looked at counts as unchanged.
const unchanged = 0;
/** Its text is the same, but it is no member of the pool any more. */
const left = 1;
/** Its text is another, or it is gone. */
const changed = 2;

/**
 * What comparing all tasks gave, as far as it still holds: a task whose instruction is another by
 * now has no nearest one, nor have those whose nearest one changed or left the pool. Nothing is
 * forgotten, so that what undo brings back has its own again.
 */
export class ComparedTasks {
  readonly #row: PoolComparison;
  /** By id the place in the row, from 1; 0 for those that were not compared. */
  readonly #places: Uint32Array;
  readonly #fates: Uint8Array;

  constructor(row: PoolComparison) {
    this.#row = row;
    this.#places = new Uint32Array((row.ids.at(-1) ?? 0) + 1);
    row.ids.forEach((id, i) => (this.#places[id] = i + 1));
    this.#fates = new Uint8Array(row.ids.length + 1);
  }

  /** Takes note of pages as they are now; answers the pages of tasks for which that is news. */
  look(pages: readonly number[], found: ReadonlyMap<number, readonly Task[]>): readonly number[] {
    const turned = new Set<number>();
    for (const page of pages) this.#lookAt(page, found.get(page) ?? [], turned);
    if (turned.size === 0) return [];
    const { ids, nearest } = this.#row;
    const affected = new Set<number>();
    nearest.forEach((id, i) => {
      if (turned.has(id)) affected.add(pageOf(ids[i] ?? 0));
    });
    return [...affected];
  }

  /** The task with its nearest one where that is known. */
  lay(task: Task): Task {
    const place = this.#places[task.id] ?? 0;
    if (place === 0 || this.#fates[place] === changed) return task;
    const id = this.#row.nearest[place - 1] ?? 0;
    if (id !== 0 && this.#fateOf(id) !== unchanged) return task;
    const score = this.#row.scores[place - 1] ?? 0;
    return { ...task, compared: { id: id === 0 ? null : id, score } };
  }

  #fateOf(id: number): number {
    return this.#fates[this.#places[id] ?? 0] ?? changed;
  }

  #lookAt(page: number, tasks: readonly Task[], turned: Set<number>): void {
    const byId = new Map(tasks.map((task) => [task.id, task]));
    for (let id = page * tasksPerPage + 1; id <= (page + 1) * tasksPerPage; id += 1) {
      const place = this.#places[id] ?? 0;
      if (place === 0) continue;
      const fate = this.#fateNow(byId.get(id), place);
      const before = this.#fates[place];
      this.#fates[place] = fate;
      if ((before === unchanged) !== (fate === unchanged)) turned.add(id);
    }
  }

  #fateNow(task: Task | undefined, place: number): number {
    if (task === undefined || task.isRemoved === true) return changed;
    if (hashWord(effectiveInstruction(task)) !== this.#row.hashes[place - 1]) return changed;
    return isInPool(task) ? unchanged : left;
  }
}
