import type { PatternMatcher } from '#core/contracts/pattern-api.ts';
import type { Facets, IdCheck, TaskQuery, TaskRow } from '#core/contracts/pool-api.ts';
import type { Task } from '#core/model/task.ts';
import { parseSearch } from '#core/review/parse-search.ts';
import type { SearchTerm } from '#core/review/search-terms.ts';
import { suspectKey } from '#core/suspicions/suspect-key.ts';
import { Orders } from './orders.ts';
import { PassScratch } from './pass-scratch.ts';
import { PatternSearch, type PatternLimits, type PatternOutcome } from './pattern-search.ts';
import { runQuery } from './run-query.ts';
import { placeOfId, TaskColumns } from './task-columns.ts';
import { SuspicionColumn, type SuspicionStretch } from './suspicion-column.ts';
import { TextSearch } from './text-search.ts';
import { UncomparedCount } from './uncompared-count.ts';

/** A result: the places that match, in order, and the counts beside it. */
export interface Selection {
  readonly places: Uint32Array;
  readonly facets: Facets;
}

// Of so few of all tasks each text is looked for by itself; else what is found is kept for what is typed on.
const fewShare = 0.25;

const usualLimits: PatternLimits = { stallMs: 2_000, totalMs: 30_000 };

/** All tasks of a project, ready to be filtered, searched and sorted; no storage. */
export class PoolIndex {
  readonly #columns = new TaskColumns();
  readonly #texts = new TextSearch(this.#columns);
  readonly #patterns: PatternSearch;
  readonly #suspicions = new SuspicionColumn();
  readonly #orders = new Orders(this.#columns, this.#suspicions);
  readonly #scratch = new PassScratch();
  readonly #uncompared = new UncomparedCount(this.#columns);

  constructor(limits: PatternLimits = usualLimits) {
    this.#patterns = new PatternSearch(this.#columns, limits);
  }

  get total(): number {
    return this.#columns.total;
  }

  /** Makes room for ids up to `lastId`. */
  reserve(lastId: number): void {
    this.#columns.reserve(lastId);
  }

  /** Replaces everything from `firstId` to `lastId` with these tasks. */
  replace(firstId: number, lastId: number, tasks: readonly Task[]): void {
    const gone = new Set<number>();
    for (let place = placeOfId(firstId); place <= placeOfId(lastId); place += 1) {
      if (this.#columns.has(place)) gone.add(place);
    }
    for (const task of tasks) {
      const place = placeOfId(task.id);
      gone.delete(place);
      if (task.isRemoved === true) this.#suspicions.remove(place);
      else this.#suspicions.meet(place, suspectKey(task));
      if (this.#columns.put(task)) this.#touchText(place);
    }
    for (const place of gone) {
      this.#suspicions.remove(place);
      if (this.#columns.remove(place)) this.#touchText(place);
    }
  }

  /** How many tasks suspicions were not asked about yet. */
  get unchecked(): number {
    return this.total - this.#suspicions.checked;
  }

  /** Wants suspicions asked about every task again: what is looked for is another. */
  expireSuspicions(): void {
    this.#suspicions.expire();
  }

  /** How many members of the pool no nearest other one is known of. */
  get uncompared(): number {
    return this.#uncompared.count;
  }

  /** Takes what looks wrong with a task; true where that is another answer than before. */
  putSuspicions(id: number, bits: number, key: number): boolean {
    const place = placeOfId(id);
    // A task can go between its being read and its being checked.
    return this.#columns.has(place) && this.#suspicions.put(place, bits, key);
  }

  /** Whether suspicions were asked about a task as it is under this key. */
  hasSuspicions(id: number, key: number): boolean {
    return this.#suspicions.isAnswered(placeOfId(id), key);
  }

  /** Whether suspicions are still to be asked about any task from `firstId` to `lastId`. */
  awaitsSuspicions(firstId: number, lastId: number): boolean {
    return this.#suspicions.isWaiting(placeOfId(firstId), placeOfId(lastId) + 1);
  }

  /** Takes answers that were kept, from `firstId` on. */
  recallSuspicions(firstId: number, answers: SuspicionStretch): void {
    this.#suspicions.recall(placeOfId(firstId), answers);
  }

  /** What suspicions say of the tasks from `firstId` to `lastId`, to be kept. */
  suspicionsOf(firstId: number, lastId: number): SuspicionStretch {
    return this.#suspicions.stretch(placeOfId(firstId), placeOfId(lastId) + 1);
  }

  #touchText(place: number): void {
    this.#texts.touch(place);
    this.#patterns.touch(place);
    this.#orders.touchText(place);
  }

  /** Sorts in small steps what takes long, ahead of being asked. */
  prepare(): Generator<void> {
    return this.#orders.prepare();
  }

  /** Has the patterns of a search looked for, where `select` would not know of them. */
  async resolvePatterns(
    terms: readonly SearchTerm[],
    matcher: PatternMatcher,
    until: Promise<'overtaken'>,
  ): Promise<PatternOutcome> {
    const patterns = terms.filter((term) => term.kind === 'pattern');
    this.#patterns.reserve(patterns.length);
    for (const term of patterns) {
      const wanted = this.#found(terms.filter(({ kind }) => kind === 'text'))?.slice();
      const outcome = await this.#patterns.resolve(
        term.pattern,
        wanted ?? this.#columns.presence.slice(0, this.#columns.end),
        matcher,
        until,
      );
      if (outcome.kind !== 'done') return outcome;
    }
    return { kind: 'done' };
  }

  /**
   * What a query matches, as far as its patterns were resolved; nothing where its search can't be
   * read.
   */
  select(query: TaskQuery): Selection {
    const terms = parseSearch(query.text ?? '');
    const found = terms.ok ? this.#found(terms.value) : new Uint8Array(this.#columns.end);
    const pass = runQuery(this.#columns, this.#suspicions, query, found, this.#scratch);
    const places = this.#scratch.takeResult(pass.matches);
    this.#orders.select(query, pass.misses, places);
    return { places, facets: pass.facets };
  }

  /** Takes back the places of a selection that nobody reads any more: the next one may use them. */
  release({ places }: Pick<Selection, 'places'>): void {
    this.#scratch.giveResult(places);
  }

  /** How many of some ids are among some places, and which belong to no task. */
  check(ids: Uint32Array, places: Uint32Array): IdCheck {
    const isListed = new Uint8Array(this.#columns.end);
    for (const place of places) isListed[place] = 1;
    const gone = Array.from(ids).filter((id) => !this.#columns.has(placeOfId(id)));
    let listed = 0;
    for (const id of ids) listed += isListed[placeOfId(id)] ?? 0;
    return { listed, gone };
  }

  row(place: number): TaskRow {
    return { ...this.#columns.row(place), suspicions: this.#suspicions.ids(place) };
  }

  /** 1 for each place where all terms hold, until it is asked for again; null where there are none. */
  #found(terms: readonly SearchTerm[]): Uint8Array | null {
    if (terms.length === 0) return null;
    const all = this.#scratch.copy(this.#columns.presence, this.#columns.end);
    let left = all.length;
    for (const term of inOrder(terms)) {
      const isFew = left < all.length * fewShare;
      left = keep(all, this.#places(term, isFew ? all : null), term.isExcluded);
    }
    return all;
  }

  /** 1 for each place where a term occurs, or of those that are all that matters. */
  #places(term: SearchTerm, all: Uint8Array | null): Uint8Array {
    if (term.kind === 'pattern') return this.#patterns.found(term.pattern);
    return all === null ? this.#texts.find(term.text) : this.#texts.findAmong(term.text, all);
  }
}

/** What leaves fewer to look at comes first: patterns, which were looked for already, then what must occur. */
const inOrder = (terms: readonly SearchTerm[]): readonly SearchTerm[] =>
  terms.toSorted((a, b) => costOf(a) - costOf(b));

const costOf = ({ kind, isExcluded }: SearchTerm): number =>
  kind === 'pattern' ? 0 : isExcluded ? 2 : 1;

/** Leaves only places where a term was found, or was not; tells how many. */
function keep(all: Uint8Array, found: Uint8Array, isExcluded: boolean): number {
  const lost = isExcluded ? 1 : 0;
  let left = 0;
  for (let place = 0; place < all.length; place += 1) {
    if (all[place] === 0) continue;
    if ((found[place] === 1 ? 1 : 0) === lost) all[place] = 0;
    else left += 1;
  }
  return left;
}
