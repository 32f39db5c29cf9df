import type { TaskColumns } from './task-columns.ts';

/** How many members of the pool have no score; counted once for every state of the columns. */
export class UncomparedCount {
  readonly #columns: TaskColumns;
  #version = -1;
  #count = 0;

  constructor(columns: TaskColumns) {
    this.#columns = columns;
  }

  get count(): number {
    const { version } = this.#columns;
    if (version !== this.#version) this.#count = this.#look();
    this.#version = version;
    return this.#count;
  }

  #look(): number {
    const { presence, end } = this.#columns;
    const { codes, sets } = this.#columns.values('status');
    const accepted = sets.findIndex(([status]) => status === 'accepted');
    const scores = this.#columns.measure('score');
    let count = 0;
    for (let place = 0; place < end; place += 1) {
      const isMember = presence[place] === 1 && codes[place] === accepted;
      if (isMember && Number.isNaN(scores[place])) count += 1;
    }
    return count;
  }
}
