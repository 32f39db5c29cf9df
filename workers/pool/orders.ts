import type { TaskQuery } from '#core/contracts/pool-api.ts';
import { shuffleKey } from '#core/random/shuffle-key.ts';
import { SortedOrder, type Compare, type Ordering } from './sorted-order.ts';
import type { TaskColumns } from './task-columns.ts';
import { sortByText } from './text-sort.ts';

/** The orders that a result can have. Order of id needs no list: places are in it already. */
export class Orders {
  readonly #columns: TaskColumns;
  readonly #novelty: SortedOrder;
  readonly #instruction: SortedOrder;
  #random: { readonly seed: number; readonly order: SortedOrder } | null = null;

  constructor(columns: TaskColumns) {
    this.#columns = columns;
    this.#novelty = new SortedOrder(columns, byScore(columns));
    this.#instruction = new SortedOrder(columns, byInstruction(columns));
  }

  touch(place: number): void {
    this.#novelty.touch(place);
    this.#instruction.touch(place);
    this.#random?.order.touch(place);
  }

  /** Calls `visit` for every place in the order asked for; empty places may be among them. */
  each({ sort, seed = 1 }: Pick<TaskQuery, 'sort' | 'seed'>, visit: (place: number) => void): void {
    const { end } = this.#columns;
    if (sort === 'oldest') {
      for (let place = 0; place < end; place += 1) visit(place);
    } else if (sort === 'newest') {
      for (let place = end - 1; place >= 0; place -= 1) visit(place);
    } else {
      const order = sort === 'random' ? this.#shuffled(seed) : this.#sorted(sort);
      for (const place of order.read()) visit(place);
    }
  }

  #sorted(sort: 'novelty' | 'instruction'): SortedOrder {
    return sort === 'novelty' ? this.#novelty : this.#instruction;
  }

  #shuffled(seed: number): SortedOrder {
    if (this.#random?.seed !== seed) {
      this.#random = { seed, order: new SortedOrder(this.#columns, byChance(seed)) };
    }
    return this.#random.order;
  }
}

/** Highest score first, tasks without one last, then oldest first. */
function byScore(columns: TaskColumns): Ordering {
  const key = (place: number): number => {
    const score = columns.score(place);
    return Number.isNaN(score) ? -1 : score;
  };
  const compare: Compare = (a, b) => key(b) - key(a) || a - b;
  return { compare, sort: (places) => places.sort(compare) };
}

/** As the seed shuffles ids: the same for whatever else is in the pool. */
function byChance(seed: number): Ordering {
  const key = (place: number): number => shuffleKey(seed, place + 1);
  const compare: Compare = (a, b) => key(a) - key(b) || a - b;
  return { compare, sort: (places) => places.sort(compare) };
}

/** By code units of the instruction in lower case, then oldest first. */
function byInstruction(columns: TaskColumns): Ordering {
  const compare: Compare = (a, b) => {
    const textA = columns.sortText(a);
    const textB = columns.sortText(b);
    if (textA === textB) return a - b;
    return textA < textB ? -1 : 1;
  };
  const unitAt = (place: number, depth: number): number => columns.sortUnit(place, depth);
  return { compare, sort: (places) => sortByText(places, unitAt) };
}
