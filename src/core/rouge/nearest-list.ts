import type { TaskId } from '#core/model/ids.ts';
import type { Neighbour } from '#core/model/task.ts';

/** The `limit` highest scores seen so far, highest first; of equal ones the lower ids. */
export class NearestList {
  readonly #limit: number;
  #list: Neighbour[] = [];
  /** A score below this can't enter any more. */
  floor = -1;

  constructor(limit: number) {
    this.#limit = limit;
    if (limit === 0) this.floor = Infinity;
  }

  get length(): number {
    return this.#list.length;
  }

  get list(): readonly Neighbour[] {
    return this.#list;
  }

  offer(id: TaskId, score: number): void {
    if (score < this.floor) return;
    let at = this.#list.length;
    for (; at > 0; at -= 1) {
      const above = this.#list[at - 1];
      if (above === undefined || above.score > score) break;
      if (above.score === score && above.id < id) break;
    }
    if (at >= this.#limit) return;
    this.#list.splice(at, 0, { id, score });
    if (this.#list.length > this.#limit) this.#list.pop();
    if (this.#list.length === this.#limit) this.floor = this.#list.at(-1)?.score ?? -1;
  }
}
