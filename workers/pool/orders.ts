import type { TaskQuery } from '#core/contracts/pool-api.ts';
import { shuffleKey } from '#core/random/shuffle-key.ts';
import { SortedOrder, type Compare, type Ordering } from './sorted-order.ts';
import type { TaskColumns } from './task-columns.ts';
import type { SuspicionColumn } from './suspicion-column.ts';
import { sortByText } from './text-sort.ts';

/** The orders that a result can have. Order of id needs no list: places are in it already. */
export class Orders {
  readonly #columns: TaskColumns;
  readonly #novelty: SortedOrder;
  readonly #instruction: SortedOrder;
  readonly #suspicious: SortedOrder;
  #random: { readonly seed: number; readonly order: SortedOrder } | null = null;

  constructor(columns: TaskColumns, suspicions: SuspicionColumn) {
    this.#columns = columns;
    this.#novelty = new SortedOrder(columns, byScore(columns));
    this.#instruction = new SortedOrder(columns, byInstruction(columns));
    this.#suspicious = new SortedOrder(columns, bySuspicions(suspicions));
  }

  touch(place: number): void {
    this.#novelty.touch(place);
    this.#instruction.touch(place);
    this.#suspicious.touch(place);
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

  /** Notes that another number of suspicions falls on a task. */
  touchSuspicions(place: number): void {
    this.#suspicious.touch(place);
  }

  #sorted(sort: 'novelty' | 'instruction' | 'suspicious'): SortedOrder {
    if (sort === 'suspicious') return this.#suspicious;
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

/** Most suspicions first, then oldest first. */
function bySuspicions(suspicions: SuspicionColumn): Ordering {
  const compare: Compare = (a, b) => suspicions.count(b) - suspicions.count(a) || a - b;
  return { compare, sort: (places) => sortByCount(places, suspicions) };
}

/** There are few different counts: a pass for each is quicker than comparing. Places come in order. */
function sortByCount(places: Uint32Array, suspicions: SuspicionColumn): Uint32Array {
  const before = places.slice();
  const counts = Uint8Array.from(before, (place) => suspicions.count(place));
  let end = 0;
  const most = counts.reduce((highest, count) => Math.max(highest, count), 0);
  for (let wanted = most; wanted >= 0; wanted -= 1) {
    for (let at = 0; at < before.length; at += 1) {
      if (counts[at] === wanted) places[end++] = before[at] ?? 0;
    }
  }
  return places;
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
