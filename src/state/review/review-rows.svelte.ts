import type { QueryResult, TaskQuery, TaskRow } from '#core/contracts/pool-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { parseSearch } from '#core/review/parse-search.ts';
import { isSameQuery } from '#core/review/review-address.ts';
import type { ReviewPool } from './review-ports.ts';
import { chunkRows, chunksOf, RowChunks } from './row-chunks.ts';

interface Shown {
  readonly query: TaskQuery;
  readonly result: QueryResult;
  readonly chunks: RowChunks;
}

/** What the rows ask and tell their session. */
export interface RowsOwner {
  /** The task that is looked at. */
  readonly taskId: () => TaskId | null;
  /** Called when another result is shown; `place`: where that task stands in it, −1 for nowhere. */
  readonly onShown: (isNewQuery: boolean, place: number) => void;
  readonly onFailure: (message: string) => void;
}

/** Where a list was moved because rows came or went above what is in sight. */
export interface RowShift {
  readonly rows: number;
}

/**
 * The rows in sight of a result that lives in the pool worker. A new result replaces the old one
 * only when its first rows are there, so that nothing blinks.
 */
export class ReviewRows {
  readonly #pool: ReviewPool;
  readonly #owner: RowsOwner;
  #shown = $state.raw<Shown | null>(null);
  #shift = $state.raw<RowShift>({ rows: 0 });
  #wanted: { readonly query: TaskQuery } | null = null;
  #running: TaskQuery | null = null;
  #refusal = $state.raw<{ readonly query: TaskQuery; readonly message: string } | null>(null);
  #isAtWork = false;
  /** How often a result was asked for, and the asking that was last answered. */
  #asked = 0;
  #answered = 0;
  #work: Promise<void> = Promise.resolve();
  #first = 0;
  #end = chunkRows;

  constructor(pool: ReviewPool, owner: RowsOwner) {
    this.#pool = pool;
    this.#owner = owner;
  }

  /** Null until the first result is there. */
  get result(): QueryResult | null {
    return this.#shown?.result ?? null;
  }

  get count(): number {
    return this.#shown?.result.matches ?? 0;
  }

  /** What the shown rows match; the wanted query may already be another. */
  get query(): TaskQuery | null {
    return this.#shown?.query ?? null;
  }

  /** Why what was asked for last can't be shown; the rows are those from before. */
  get problem(): string | null {
    return this.#refusal?.message ?? null;
  }

  /**
   * How many tasks may yet come into the list: it shows those that suspicions fall on, which were not
   * asked about these. 0 for any other list.
   */
  get unchecked(): number {
    return this.query?.suspicion === undefined ? 0 : (this.result?.unchecked ?? 0);
  }

  /** By how many rows the list has to move so that what was in sight stays there. */
  get shift(): RowShift {
    return this.#shift;
  }

  /** A row, or undefined where it has not come yet. */
  row(index: number): TaskRow | undefined {
    return this.#shown?.chunks.row(index);
  }

  /** The row, fetched first where it is not there; undefined past the end. */
  async fetchRow(index: number): Promise<TaskRow | undefined> {
    if (index < 0 || index >= this.count) return undefined;
    if (this.row(index) === undefined) await this.#fetch(Math.floor(index / chunkRows));
    return this.row(index);
  }

  /** Tells which rows are in sight; those and some around them are fetched. */
  look(first: number, end: number): void {
    this.#first = first;
    this.#end = end;
    const shown = this.#shown;
    if (shown === null) return;
    const margin = Math.max(end - first, chunkRows / 2);
    for (const chunk of chunksOf(first - margin, end + margin, shown.result.matches)) {
      if (!shown.chunks.has(chunk)) void this.#fetch(chunk);
    }
  }

  /** Shows another query's result, or the same one's again after tasks changed. */
  load(query: TaskQuery): void {
    // What can't be read, or took too long, is not tried over and over as tasks change.
    if (this.#refusal !== null && isSameQuery(this.#refusal.query, query)) return;
    this.#wanted = { query };
    this.#asked += 1;
    if (this.#running !== null && !isSameQuery(this.#running, query)) this.#pool.interrupt();
    if (!this.#isAtWork) void this.#run();
  }

  /** Resolves when everything that was asked for until now is shown, was refused or overtaken. */
  async caughtUp(): Promise<void> {
    const asked = this.#asked;
    while (this.#isAtWork && this.#answered < asked) await this.#work;
  }

  async #run(): Promise<void> {
    this.#isAtWork = true;
    while (this.#wanted !== null) {
      const { query } = this.#wanted;
      const asked = this.#asked;
      this.#wanted = null;
      this.#running = query;
      const loading = this.#loadOnce(query);
      this.#work = loading.then(() => undefined);
      const message = await loading;
      this.#answered = asked;
      if (message !== null) this.#owner.onFailure(message);
    }
    this.#running = null;
    this.#isAtWork = false;
  }

  /** Null when it went well, was refused or overtaken; else what went wrong. */
  async #loadOnce(query: TaskQuery): Promise<string | null> {
    const terms = parseSearch(query.text ?? '');
    const usesPatterns = terms.ok && terms.value.some(({ kind }) => kind === 'pattern');
    const taskId = this.#owner.taskId();
    const result = await this.#pool.query(query, usesPatterns, taskId);
    if (!result.ok) {
      const { kind, message } = result.error;
      if (kind === 'bad-search' || kind === 'slow-pattern') this.#refusal = { query, message };
      else if (kind !== 'overtaken') return message;
      return null;
    }
    this.#refusal = null;
    if (this.#isOvertaken(query)) return null;
    const before = this.#shown;
    const isNewQuery = before === null || !isSameQuery(before.query, query);
    const rows = isNewQuery ? 0 : await this.#shiftTo(result.value);
    const first = isNewQuery ? 0 : this.#first + rows;
    const end = first + this.#end - this.#first;
    const chunks = await this.#fetchAll(result.value, first, end);
    if (chunks === null || this.#isOvertaken(query)) return null;
    // Found before the rows change, so that a key pressed meanwhile counts from the right place.
    const place = await this.#placeOfTask(result.value, taskId);
    if (this.#isOvertaken(query)) return null;
    this.#shown = { query, result: result.value, chunks };
    if (rows !== 0) this.#shift = { rows };
    this.look(isNewQuery ? 0 : first, end);
    this.#owner.onShown(isNewQuery, place);
    return null;
  }

  #isOvertaken(query: TaskQuery): boolean {
    return this.#wanted !== null && !isSameQuery(this.#wanted.query, query);
  }

  /** Where the task stands that is looked at by now; the result tells of the one it was asked for. */
  async #placeOfTask({ resultId, place }: QueryResult, askedFor: TaskId | null): Promise<number> {
    let [known, id] = [place, askedFor];
    while (id !== this.#owner.taskId()) {
      id = this.#owner.taskId();
      const answer = id === null ? null : await this.#pool.placeOf(resultId, id);
      known = answer?.ok === true ? answer.value : -1;
    }
    return known;
  }

  /** At the top the list stays at the top; further down it stays with the first row in sight. */
  async #shiftTo({ resultId }: QueryResult): Promise<number> {
    const anchor: TaskId | undefined = this.#first > 0 ? this.row(this.#first)?.id : undefined;
    if (anchor === undefined) return 0;
    const place = await this.#pool.placeOf(resultId, anchor);
    return place.ok && place.value >= 0 ? place.value - this.#first : 0;
  }

  async #fetchAll(result: QueryResult, first: number, end: number): Promise<RowChunks | null> {
    const wanted = chunksOf(first, end, result.matches);
    const missing = wanted.filter((chunk) => chunk > 0);
    const answers = await Promise.all(
      missing.map((chunk) =>
        this.#pool.rows(result.resultId, chunk * chunkRows, (chunk + 1) * chunkRows),
      ),
    );
    const chunks = new RowChunks();
    chunks.put(0, result.start);
    for (const [i, answer] of answers.entries()) {
      if (!answer.ok) return null;
      chunks.put(missing[i] ?? 0, answer.value);
    }
    return chunks;
  }

  /** Fetches a chunk of the shown result; a fetch that is under way already is waited for. */
  #fetch(chunk: number): Promise<void> {
    const shown = this.#shown;
    if (shown === null) return Promise.resolve();
    return shown.chunks.fetchOnce(chunk, () => this.#fetchInto(shown, chunk));
  }

  async #fetchInto({ result, chunks }: Shown, chunk: number): Promise<void> {
    const [from, to] = [chunk * chunkRows, (chunk + 1) * chunkRows];
    const rows = await this.#pool.rows(result.resultId, from, to);
    if (!rows.ok) return;
    chunks.put(chunk, rows.value);
    // A new object with the same chunks tells whoever shows a row that some have come.
    if (this.#shown?.result === result) this.#shown = { ...this.#shown };
  }
}
