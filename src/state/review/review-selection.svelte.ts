import type { TaskId } from '#core/model/ids.ts';
import { IdSet } from '#core/review/id-set.ts';
import type { ReviewPool } from './review-ports.ts';
import type { ReviewSession } from './review-session.svelte.ts';

/** The list that is shown. */
type ShownList = Pick<ReviewSession, 'rows' | 'isListCurrent'>;
type SelectionPool = Pick<ReviewPool, 'idsOf' | 'placeOf' | 'checkIds'>;

/** The rows that a person picked, wherever they are scrolled to and whatever is filtered. */
export class ReviewSelection {
  readonly #pool: SelectionPool;
  readonly #list: ShownList;
  readonly #ids = new IdSet();
  #count = $state.raw(0);
  #listed = $state.raw(0);
  #version = $state.raw(0);
  /** Where a range begins: the row that was picked last by itself. */
  #anchor: TaskId | null = null;
  /** What the range that is being made has added, so that it can shrink again. */
  #ranged: readonly TaskId[] = [];
  #work: Promise<void> = Promise.resolve();

  constructor(pool: SelectionPool, list: ShownList) {
    this.#pool = pool;
    this.#list = list;
  }

  get count(): number {
    return this.#count;
  }

  /** How many of them are in the list as it is now. */
  get listed(): number {
    return this.#listed;
  }

  has(id: TaskId): boolean {
    return this.#version >= 0 && this.#ids.has(id);
  }

  /** All of them, the lowest first. */
  ids(): Uint32Array {
    return this.#ids.ids();
  }

  /** Picks a row, or takes it out; ranges begin here. */
  toggle(id: TaskId): Promise<void> {
    this.#anchor = id;
    this.#ranged = [];
    if (!this.#ids.delete(id)) this.#ids.add(id);
    return this.#changed();
  }

  /**
   * Picks everything between where the last pick was, or `from` where nothing was picked, and a
   * place of the list, in place of the range before.
   */
  extendTo(place: number, from: TaskId): Promise<void> {
    this.#anchor ??= from;
    this.#work = this.#work.then(() => this.#range(place));
    return this.#work;
  }

  /** Picks everything that matches; nothing while the list is still that of another search. */
  async selectAll(): Promise<void> {
    const { rows, isListCurrent } = this.#list;
    const { result } = rows;
    const all = result && isListCurrent ? await this.#pool.idsOf(result.resultId) : null;
    if (all?.ok !== true) return;
    this.#ranged = [];
    for (const id of all.value) this.#ids.add(id);
    await this.#changed();
  }

  clear(): void {
    this.#ids.clear();
    this.#anchor = null;
    this.#ranged = [];
    void this.#changed();
  }

  /** Looks again at what is in the list, after that changed; drops tasks that are gone. */
  async recount(): Promise<void> {
    const { result } = this.#list.rows;
    if (result === null || this.#ids.size === 0) return;
    const version = this.#version;
    const checked = await this.#pool.checkIds(result.resultId, this.#ids.ids());
    if (!checked.ok || version !== this.#version) return;
    this.#listed = checked.value.listed;
    if (checked.value.gone.length === 0) return;
    for (const id of checked.value.gone) this.#ids.delete(id);
    this.#show();
  }

  async #range(place: number): Promise<void> {
    const anchor = this.#anchor;
    const { result } = this.#list.rows;
    if (result === null || anchor === null) return;
    const { resultId } = result;
    const start = await this.#pool.placeOf(resultId, anchor);
    const from = start.ok && start.value >= 0 ? start.value : place;
    const ids = await this.#pool.idsOf(resultId, Math.min(from, place), Math.max(from, place) + 1);
    if (!ids.ok || anchor !== this.#anchor) return;
    for (const id of this.#ranged) this.#ids.delete(id);
    this.#ranged = Array.from(ids.value).filter((id) => this.#ids.add(id));
    await this.#changed();
  }

  #changed(): Promise<void> {
    this.#show();
    if (this.#count === 0) this.#listed = 0;
    return this.recount();
  }

  #show(): void {
    this.#count = this.#ids.size;
    this.#version += 1;
  }
}
