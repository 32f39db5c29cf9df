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
// Between so many columns one goes to and fro; an order is four bytes a task.
const ordersKept = 4;

/** The orders that a result can have. Order of id needs no list: places are in it already. */
export class Orders {
  readonly #columns: TaskColumns;
  readonly #suspicions: SuspicionColumn;
  readonly #instruction: TextOrder;
  readonly #numbers = new Map<string, { readonly version: number; readonly order: NumberOrder }>();

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

  /** Puts the places with `misses` of 0 into `selected`, which must be as long, in an order. */
  select(order: Order, misses: Uint8Array, selected: Uint32Array): void {
    const parts = sortParts(order.sort);
    const isDescending = parts?.isDescending ?? false;
    if (parts?.key === 'id') selectPlaces(misses, selected, isDescending);
    else selectSorted(this.#sorted(order), misses, selected, isDescending);
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
    const kept = this.#numbers.get(name);
    if (kept?.version === version) return kept.order;
    const places = this.#present();
    const keys = key === null ? shuffled(places, seed) : this.#keysOf(key, places);
    const order = sortByNumber(places, keys);
    this.#keep(name, version, order);
    return order;
  }

  #keep(name: string, version: number, order: NumberOrder): void {
    this.#numbers.delete(name);
    this.#numbers.set(name, { version, order });
    const [oldest] = this.#numbers.keys();
    if (this.#numbers.size > ordersKept && oldest !== undefined) this.#numbers.delete(oldest);
  }

  /** A key for each of these places; see `sortByNumber`. */
  #keysOf(key: SortKey, places: Uint32Array): Float64Array {
    const columns = this.#columns;
    const suspicions = this.#suspicions;
    if (key === 'suspicions') return Float64Array.from(places, (place) => suspicions.count(place));
    const measure = measureIds.find((id) => id === key);
    if (measure !== undefined) {
      const steps = measure === 'score' ? scoreSteps : 1;
      return measuredKeys(columns.measure(measure), places, steps);
    }
    const dimension = dimensionIds.find((id) => id === key);
    if (dimension === undefined) return idKeys(columns.nearest, places);
    const values = columns.values(dimension);
    return rankedKeys(values.codes, values.ranks(), places);
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
function shuffled(places: Uint32Array, seed: number): Float64Array {
  const keys = new Float64Array(places.length);
  for (let i = 0; i < keys.length; i += 1) keys[i] = shuffleKey(seed, (places[i] ?? 0) + 1);
  return keys;
}

function measuredKeys(column: Float64Array, places: Uint32Array, steps: number): Float64Array {
  const keys = new Float64Array(places.length);
  for (let i = 0; i < keys.length; i += 1) {
    keys[i] = Math.round((column[places[i] ?? 0] ?? NaN) * steps);
  }
  return keys;
}

/** 0 is no id. */
function idKeys(column: Uint32Array, places: Uint32Array): Float64Array {
  const keys = new Float64Array(places.length);
  for (let i = 0; i < keys.length; i += 1) keys[i] = column[places[i] ?? 0] || NaN;
  return keys;
}

function rankedKeys(
  codes: Uint8Array | Uint32Array,
  ranks: Float64Array,
  places: Uint32Array,
): Float64Array {
  const keys = new Float64Array(places.length);
  for (let i = 0; i < keys.length; i += 1) keys[i] = ranks[codes[places[i] ?? 0] ?? 0] ?? NaN;
  return keys;
}

function selectPlaces(misses: Uint8Array, selected: Uint32Array, isDescending: boolean): void {
  let next = isDescending ? selected.length : 0;
  for (let place = 0; place < misses.length; place += 1) {
    if (misses[place] !== 0) continue;
    if (isDescending) selected[--next] = place;
    else selected[next++] = place;
  }
}

/** What has no value comes last in both directions. */
function selectSorted(
  { places, valued }: NumberOrder,
  misses: Uint8Array,
  selected: Uint32Array,
  isDescending: boolean,
): void {
  let next = 0;
  for (let i = 0; i < places.length; i += 1) {
    const place = places[isDescending && i < valued ? valued - 1 - i : i] ?? 0;
    if (misses[place] === 0) selected[next++] = place;
  }
}
