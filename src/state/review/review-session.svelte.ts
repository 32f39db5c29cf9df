import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import {
  isSameQuery,
  writeReviewAddress,
  type ReviewAddress,
  type ReviewMode,
} from '#core/review/review-address.ts';
import { AddressWriter, type Navigate } from '#state/shell/address-writer.ts';
import { ListFilters, type QueryStep } from './list-filters.svelte.ts';
import type { ReviewPool, ReviewProject } from './review-ports.ts';
import { ReviewRows } from './review-rows.svelte.ts';
import { TaskStanding, type Reveal } from './task-standing.svelte.ts';

export type ReviewPhase = 'opening' | 'open' | 'failed' | 'closed';

/** What Review shows: the query, its rows, and which task is looked at. */
export class ReviewSession {
  readonly rows: ReviewRows;
  readonly filters = new ListFilters((step) => this.#ask(step));
  readonly #pool: ReviewPool;
  readonly #project: ReviewProject;
  readonly #writer: AddressWriter;
  #phase = $state.raw<ReviewPhase>('opening');
  #failure = $state.raw('');
  #mode = $state.raw<ReviewMode>('table');
  #taskId = $state.raw<TaskId | null>(null);
  readonly #standing = new TaskStanding();
  #changes = $state.raw(0);
  /** The list and the task stand side by side, or the queue shows the task alone. */
  #selectsFirst = $state.raw(true);
  /** Where they don't: the task has the place of the list. */
  #isOpened = $state.raw(false);
  /** The task that is looked at is the first of its list, and nobody asked for it. */
  #isFoundFirst = false;

  constructor(pool: ReviewPool, project: ReviewProject, navigate: Navigate) {
    this.#pool = pool;
    this.#project = project;
    this.#writer = new AddressWriter(navigate);
    this.rows = new ReviewRows(pool, {
      taskId: () => this.#taskId,
      onShown: (isNewQuery, place) => this.#settle(isNewQuery, place),
      onFailure: (message) => this.fail(message),
    });
  }

  get phase(): ReviewPhase {
    return this.#phase;
  }

  /** What went wrong, where the phase is `failed`. */
  get failure(): string {
    return this.#failure;
  }

  get mode(): ReviewMode {
    return this.#mode;
  }

  get query(): TaskQuery {
    return this.filters.query;
  }

  /** The task that is looked at. */
  get taskId(): TaskId | null {
    return this.#taskId;
  }

  /** The one whose text is on the screen; null where a row of the list is only pointed at. */
  get shownId(): TaskId | null {
    const isShown = this.#mode === 'queue' || this.#selectsFirst || this.#isOpened;
    return isShown ? this.#taskId : null;
  }

  /** True where the task hides the list. */
  get isListHidden(): boolean {
    return this.#mode === 'table' && !this.#selectsFirst && this.#isOpened;
  }

  /** True where it is looked at only because its list begins with it. */
  get isFoundFirst(): boolean {
    return this.#isFoundFirst;
  }

  /** Its place in the result; where it has left the result, the place that it had. */
  get place(): number {
    return this.#standing.place;
  }

  get isInResult(): boolean {
    return this.#standing.isInResult;
  }

  /** Where the task was last looked for; changes that come by themselves leave the list where it is. */
  get reveal(): Reveal {
    return this.#standing.reveal;
  }

  /** Grows whenever tasks changed, whoever changed them. */
  get changes(): number {
    return this.#changes;
  }

  /** While the first task of another query is looked for, the one before may stay in sight. */
  get isChoosing(): boolean {
    const { query, problem } = this.rows;
    if (this.#taskId !== null || !this.#selectsFirst || problem !== null) return false;
    return query !== null && !isSameQuery(query, this.query);
  }

  /** True where the list is what was asked for last, what is in the search field included. */
  get isListCurrent(): boolean {
    const { query } = this.rows;
    return !this.filters.isTyping && query !== null && isSameQuery(query, this.query);
  }

  /** What there is nothing of, so that no task is drawn: in the whole pool, or in the queue. */
  get nothingIn(): 'pool' | 'queue' | null {
    const { result } = this.rows;
    if (result === null || result.isLoading) return null;
    if (result.total === 0) return 'pool';
    return this.#mode === 'queue' && result.matches === 0 ? 'queue' : null;
  }

  /** Opens the pool; called again after its worker died. */
  async open(): Promise<void> {
    this.#phase = 'opening';
    const opened = await this.#pool.open(this.#project.id);
    if (!opened.ok) {
      this.fail(opened.error.message);
      return;
    }
    void this.#pool.onChange(() => this.#followChange());
    this.#phase = 'open';
    this.rows.load(this.query);
  }

  fail(message: string): void {
    this.#failure = message;
    this.#phase = 'failed';
  }

  close(): void {
    this.#phase = 'closed';
    this.filters.dropTyped();
    this.#writer.stop();
    this.#pool.stop();
  }

  /** Whether the first task is looked at where the address names none: not where it would hide the list. */
  selectFirst(isWanted: boolean): void {
    const before = this.shownId;
    this.#selectsFirst = isWanted;
    if (this.shownId !== before) this.#write('replace');
    if (isWanted && this.#taskId === null) void this.#lookAtFirst();
  }

  /** Follows the address bar: a link, a bookmark, the back button. */
  show(address: ReviewAddress): void {
    if (this.#writer.isOwn(writeReviewAddress(address))) return;
    const isBackToList =
      this.isListHidden && address.taskId === null && address.mode === this.#mode;
    this.#isOpened = address.taskId !== null;
    this.#isFoundFirst = false;
    this.#mode = address.mode;
    const isOther = this.filters.follow(address.query);
    // The row that was opened is still pointed at.
    if (isOther || !isBackToList) this.#taskId = address.taskId;
    if (isOther) this.#load();
    else void this.#locate(true);
  }

  /** Goes from table to queue or back; the task that is looked at stays in sight. */
  setMode(mode: ReviewMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#isOpened = false;
    this.#write('push');
    if (this.nothingIn !== null) this.select(null);
    else if (this.#taskId === null && mode === 'queue') this.selectFirst(true);
    else void this.#locate(true);
  }

  /** Looks at a task, which may hide the list; `index` is its place where that is known. */
  select(id: TaskId | null, index?: number, step: QueryStep = 'replace'): void {
    this.#isOpened = id !== null;
    this.#point(id, index, step);
  }

  /** Opens the task that is pointed at, where the list hides it: a step for the back button. */
  openTask(): void {
    if (this.#taskId !== null && this.shownId === null)
      this.select(this.#taskId, this.place, 'push');
  }

  /** Goes back from the task to the list that it hides, which still points at it. */
  closeTask(): void {
    this.#isOpened = false;
    this.#standing.bringIntoSight();
    this.#write('replace');
  }

  #point(id: TaskId | null, index?: number, step: QueryStep = 'replace'): void {
    this.#taskId = id;
    this.#isFoundFirst = false;
    this.#write(step);
    if (index === undefined) void this.#locate(true);
    else this.#standing.put(index, true);
  }

  /** True where no task comes after the one that is looked at. */
  get isAtEnd(): boolean {
    return this.#standing.before(1) + 1 >= this.rows.count;
  }

  /** Looks at a task if the list holds it; false where it does not, or another was turned to. */
  async selectListed(id: TaskId): Promise<boolean> {
    const [before, result] = [this.#taskId, this.rows.result];
    if (result === null) return false;
    const place = await this.#pool.placeOf(result.resultId, id);
    if (!place.ok || place.value < 0 || this.#taskId !== before) return false;
    this.select(id, place.value);
    return true;
  }

  /** Goes some tasks on or back; a task that has left the result counts as standing before its place. */
  async move(by: number): Promise<void> {
    await this.moveTo(this.#standing.before(by) + by);
  }

  /** Looks at the task at a place of the result, or at the nearest end; a hidden one stays hidden. */
  async moveTo(index: number): Promise<void> {
    const target = Math.max(0, Math.min(index, this.rows.count - 1));
    // Known rows are taken at once: a key held down must not wait for promises.
    const row = this.rows.row(target) ?? (await this.rows.fetchRow(target));
    if (row !== undefined) this.#point(row.id, target);
  }

  #ask(step: QueryStep): void {
    this.#taskId = null;
    this.#isOpened = false;
    this.#load();
    this.#write(step);
  }

  #load(): void {
    if (this.#phase === 'open') this.rows.load(this.query);
  }

  #write(step: QueryStep): void {
    const address = { mode: this.#mode, query: this.query, taskId: this.shownId };
    this.#writer.write(writeReviewAddress(address), step);
  }

  #followChange(): void {
    this.#changes += 1;
    this.rows.load(this.query);
  }

  #settle(isNewQuery: boolean, place: number): void {
    // What is not drawn is not looked at either: nobody judges what they don't see.
    if (this.nothingIn !== null && this.#taskId !== null) this.select(null);
    if (this.#taskId !== null) this.#standing.find(place, this.rows.count, isNewQuery);
    else if (isNewQuery || this.place < 0) void this.#lookAtFirst();
  }

  async #lookAtFirst(): Promise<void> {
    this.#standing.lose();
    if (!this.#selectsFirst || !this.#knowsFirst) return;
    const first = this.rows.row(0) ?? (await this.rows.fetchRow(0));
    if (first === undefined) return;
    this.#point(first.id, 0);
    this.#isFoundFirst = true;
  }

  /** False while the rows are another query's, or others may yet come before them. */
  get #knowsFirst(): boolean {
    const { query, result } = this.rows;
    if (query === null || result === null || result.matches === 0) return false;
    return isSameQuery(query, this.query) && (query.sort === 'newest' || !result.isLoading);
  }

  /** Finds the place of the task in the shown result. */
  async #locate(reveals: boolean): Promise<void> {
    const [id, result] = [this.#taskId, this.rows.result];
    if (id === null || result === null) {
      this.#standing.lose();
      return;
    }
    const place = await this.#pool.placeOf(result.resultId, id);
    const isOutdated = id !== this.#taskId || result !== this.rows.result;
    if (place.ok && !isOutdated) this.#standing.find(place.value, this.rows.count, reveals);
  }
}
