import type { SortKey, TaskQuery } from '#core/contracts/pool-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { valueIn, type DimensionId } from '#core/review/dimensions.ts';
import type { MeasureId, NumberRange } from '#core/review/measures.ts';
import { isSameQuery } from '#core/review/review-address.ts';
import { withinSearch } from '#core/review/search-length.ts';
import { sortBy, sortParts } from '#core/review/task-sort.ts';
import { TypedSearch } from './typed-search.svelte.ts';

/** `push` where a change is a step that the back button takes back. */
export type QueryStep = 'push' | 'replace';

/** What the list is asked for: filters, search and order, and how a person changes them. */
export class ListFilters {
  readonly #onChange: (step: QueryStep) => void;
  readonly #typed = new TypedSearch(() => this.#change(this.#query, 'replace'));
  #query = $state.raw<TaskQuery>({ sort: 'newest' });

  /** `onChange`: a person asked for another query. */
  constructor(onChange: (step: QueryStep) => void) {
    this.#onChange = onChange;
  }

  get query(): TaskQuery {
    return this.#query;
  }

  /** True while something is typed that is not searched for yet. */
  get isTyping(): boolean {
    return this.#typed.isWaiting;
  }

  /** Takes the query of an address; true where it is another one. */
  follow(query: TaskQuery): boolean {
    this.dropTyped();
    if (isSameQuery(query, this.#query)) return false;
    this.#query = query;
    return true;
  }

  /** Forgets what is typed and not searched for yet. */
  dropTyped(): void {
    this.#typed.drop();
  }

  /** Lets tasks with a value through, beside others that were chosen, or no longer. */
  toggle(id: DimensionId, name: string): void {
    const value = valueIn(id, name);
    if (value === null) return;
    const chosen: readonly string[] = this.#query[id] ?? [];
    const others = chosen.filter((other) => other !== value);
    const values = others.length < chosen.length ? others : [...chosen, value];
    this.#put(id, values.length === 0 ? undefined : values);
  }

  /** Keeps only tasks that a suspicion falls on. */
  setSuspicion(value: TaskQuery['suspicion']): void {
    this.#put('suspicion', value);
  }

  /** Keeps only those, or no longer. */
  toggleSuspicion(value: NonNullable<TaskQuery['suspicion']>): void {
    this.setSuspicion(this.#query.suspicion === value ? undefined : value);
  }

  /** Keeps only tasks whose measure lies in a range, or any where it is undefined. */
  setRange(id: MeasureId, range: NumberRange | undefined): void {
    this.#put(id, range);
  }

  /** Keeps only tasks that are nearest to this one, or any where it is undefined. */
  setNear(id: TaskId | undefined): void {
    this.#put('near', id);
  }

  /** Searches at once, or where that could take its time when typing pauses. */
  setText(text: string): void {
    this.#typed.type(withinSearch(text));
  }

  /** Orders by a key, or the other way round where it is the order already. */
  sortBy(key: SortKey, isDescendingFirst: boolean): void {
    const parts = sortParts(this.#query.sort);
    const isDescending = parts?.key === key ? !parts.isDescending : isDescendingFirst;
    this.setSort(sortBy(key, isDescending));
  }

  /** `seed` decides the random order and means nothing in others. */
  setSort(sort: TaskQuery['sort'], seed?: number): void {
    const { seed: _, ...query } = this.#query;
    this.#change({ ...query, sort, ...(seed !== undefined && { seed }) }, 'push');
  }

  /** Takes another query altogether, such as a saved view's. */
  setAll(query: TaskQuery): void {
    this.dropTyped();
    this.#change(query, 'push');
  }

  /** Takes all filters and the search away; the order stays. */
  clear(): void {
    const { sort, seed } = this.#query;
    this.setAll({ sort, ...(seed !== undefined && { seed }) });
  }

  #put(name: FieldName, value: FieldValue): void {
    this.#change(withField(this.#query, name, value), 'push');
  }

  #change(changed: TaskQuery, step: QueryStep): void {
    const typed = this.#typed.take();
    const query = typed === null ? changed : withField(changed, 'text', typed.trim() || undefined);
    if (isSameQuery(query, this.#query)) return;
    this.#query = query;
    this.#onChange(step);
  }
}

type FieldName = Exclude<keyof TaskQuery, 'sort'>;
type FieldValue = TaskQuery[keyof TaskQuery] | readonly string[];

/** The query with one field set, or without it where the value is undefined. */
function withField(query: TaskQuery, name: FieldName, value: FieldValue): TaskQuery {
  const { sort, ...filters } = query;
  const others = Object.entries(filters).filter(([other]) => other !== name);
  return { ...Object.fromEntries(others), ...(value !== undefined && { [name]: value }), sort };
}
