import type { Facets, TaskQuery, TaskRow } from '#core/contracts/pool-api.ts';
import type { Task } from '#core/model/task.ts';
import { parseSearch } from '#core/review/search-text.ts';
import { Orders } from './orders.ts';
import { SuspicionColumn } from './suspicion-column.ts';
import { runQuery } from './run-query.ts';
import { placeOfId, TaskColumns } from './task-columns.ts';
import { TextSearch } from './text-search.ts';

/** A result: the places that match, in order, and the counts beside it. */
export interface Selection {
  readonly places: Uint32Array;
  readonly facets: Facets;
}

/** All tasks of a project, ready to be filtered, searched and sorted; no storage, no clock. */
export class PoolIndex {
  readonly #columns = new TaskColumns();
  readonly #search = new TextSearch(this.#columns);
  readonly #suspicions = new SuspicionColumn();
  readonly #orders = new Orders(this.#columns, this.#suspicions);

  get total(): number {
    return this.#columns.total;
  }

  /** Makes room for ids up to `lastId`. */
  reserve(lastId: number): void {
    this.#columns.reserve(lastId);
  }

  /** Replaces everything from `firstId` to `lastId` with these tasks. */
  replace(firstId: number, lastId: number, tasks: readonly Task[]): void {
    const gone = new Set<number>();
    for (let place = placeOfId(firstId); place <= placeOfId(lastId); place += 1) {
      if (this.#columns.has(place)) gone.add(place);
    }
    for (const task of tasks) {
      gone.delete(placeOfId(task.id));
      this.#columns.put(task);
      if (task.isRemoved === true) this.#suspicions.remove(placeOfId(task.id));
      this.#touch(placeOfId(task.id));
    }
    for (const place of gone) {
      this.#columns.remove(place);
      this.#suspicions.remove(place);
      this.#touch(place);
    }
  }

  /** How many tasks suspicions were not asked about yet. */
  get unchecked(): number {
    return this.total - this.#suspicions.checked;
  }

  /** Takes what looks wrong with a task; true where that is another answer than before. */
  putSuspicions(id: number, bits: number): boolean {
    const place = placeOfId(id);
    // A task can go between its being read and its being checked.
    if (!this.#columns.has(place)) return false;
    const isOther = this.#suspicions.put(place, bits);
    if (isOther) this.#orders.touchSuspicions(place);
    return isOther;
  }

  #touch(place: number): void {
    this.#search.touch(place);
    this.#orders.touch(place);
  }

  select(query: TaskQuery): Selection {
    const found = this.#search.find(parseSearch(query.text ?? ''));
    const { isMatch, matches, facets } = runQuery(this.#columns, this.#suspicions, query, found);
    const places = new Uint32Array(matches);
    let count = 0;
    this.#orders.each(query, (place) => {
      if (isMatch[place] === 1) places[count++] = place;
    });
    return { places, facets };
  }

  row(place: number): TaskRow {
    return { ...this.#columns.row(place), suspicions: this.#suspicions.ids(place) };
  }
}
