import type { SortKey, TaskQuery } from '#core/contracts/pool-api.ts';
import { shuffleKey } from '#core/random/shuffle-key.ts';
import { dimensionIds } from '#core/review/dimensions.ts';
import { measureIds } from '#core/review/measures.ts';
import { sortParts } from '#core/review/task-sort.ts';
import { sortByNumber, type NumberOrder } from './number-sort.ts';
import { SortKeys } from './sort-keys.ts';
import type { SuspicionColumn } from './suspicion-column.ts';
import type { TaskColumns } from './task-columns.ts';
import { TextOrder } from './text-order.ts';

type Order = Pick<TaskQuery, 'sort' | 'seed'>;

// Scores are fractions of texts of far fewer tokens: no two of them come as near as 2⁻³².
const scoreSteps = 2 ** 32 - 1;

/** The orders that a result can have. Order of id needs no list: places are in it already. */
export class Orders {
  readonly #columns: TaskColumns;
  readonly #suspicions: SuspicionColumn;
  readonly #instruction: TextOrder;
  #numbers: {
    readonly name: string;
    readonly version: number;
    readonly order: NumberOrder;
  } | null = null;

  constructor(columns: TaskColumns, suspicions: SuspicionColumn) {
    this.#columns = columns;
    this.#suspicions = suspicions;
    this.#instruction = new TextOrder(columns, new SortKeys(columns.texts));
  }

  /** Notes that the text at a place changed, came or went. */
  touchText(place: number): void {
    this.#instruction.touch(place);
  }

  /** Sorts in small steps what takes long, ahead of being asked. */
  prepare(): Generator<void> {
    return this.#instruction.prepare();
  }

  /** The places with `misses` of 0 in the order asked for; `count` of them there must be. */
  select(order: Order, misses: Uint8Array, count: number): Uint32Array {
    const selected = new Uint32Array(count);
    let next = 0;
    const take = (place: number): void => {
      if (misses[place] === 0) selected[next++] = place;
    };
    const parts = sortParts(order.sort);
    if (parts?.key === 'id') eachPlace(this.#columns.end, parts.isDescending, take);
    else eachOf(this.#sorted(order), parts?.isDescending ?? false, take);
    return selected;
  }

  #sorted({ sort, seed = 1 }: Order): NumberOrder {
    const key = sortParts(sort)?.key ?? null;
    if (key === 'instruction') {
      const places = this.#instruction.read();
      return { places, valued: places.length };
    }
    // Both only ever grow.
    const version = this.#columns.version + this.#suspicions.version;
    const name = key ?? `random ${seed}`;
    if (this.#numbers?.name !== name || this.#numbers.version !== version) {
      const keyAt = key === null ? byChance(seed) : this.#keyOf(key);
      this.#numbers = { name, version, order: sortByNumber(this.#present(), keyAt) };
    }
    return this.#numbers.order;
  }

  #keyOf(key: SortKey): (place: number) => number {
    const columns = this.#columns;
    const suspicions = this.#suspicions;
    if (key === 'suspicions') return (place) => suspicions.count(place);
    const measure = measureIds.find((id) => id === key);
    if (measure !== undefined) {
      const column = columns.measure(measure);
      if (measure !== 'score') return (place) => column[place] ?? NaN;
      return (place) => Math.round((column[place] ?? NaN) * scoreSteps);
    }
    const dimension = dimensionIds.find((id) => id === key);
    if (dimension !== undefined) {
      const values = columns.values(dimension);
      const [ranks, codes] = [values.ranks(), values.codes];
      return (place) => ranks[codes[place] ?? 0] ?? NaN;
    }
    const { nearest } = columns;
    return (place) => nearest[place] || NaN;
  }

  #present(): Uint32Array {
    const { presence, end, total } = this.#columns;
    const places = new Uint32Array(total);
    let count = 0;
    for (let place = 0; place < end; place += 1) if (presence[place] === 1) places[count++] = place;
    return places;
  }
}

/** As the seed shuffles ids: the same for whatever else is in the pool. */
const byChance = (seed: number) => (place: number) => shuffleKey(seed, place + 1);

function eachPlace(end: number, isDescending: boolean, visit: (place: number) => void): void {
  if (isDescending) for (let place = end - 1; place >= 0; place -= 1) visit(place);
  else for (let place = 0; place < end; place += 1) visit(place);
}

/** What has no value comes last in both directions. */
function eachOf(
  { places, valued }: NumberOrder,
  isDescending: boolean,
  visit: (place: number) => void,
): void {
  if (isDescending) for (let at = valued - 1; at >= 0; at -= 1) visit(places[at] ?? 0);
  else for (let at = 0; at < valued; at += 1) visit(places[at] ?? 0);
  for (let at = valued; at < places.length; at += 1) visit(places[at] ?? 0);
}
