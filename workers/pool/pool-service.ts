import { wrap } from 'comlink';
import type { PatternMatcher } from '#core/contracts/pattern-api.ts';
import {
  firstRows,
  type IdCheck,
  type QueryFailure,
  type QueryResult,
  type TaskQuery,
  type TaskRow,
} from '#core/contracts/pool-api.ts';
import type { PoolHost } from '#core/contracts/pool-host.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { parseSearch } from '#core/review/parse-search.ts';
import type { SearchTerm } from '#core/review/search-terms.ts';
import type { SuspicionReport } from '#core/suspicions/report.ts';
import { nextTask } from '#workers/next-task.ts';
import { Throttle } from '#workers/throttle.ts';
import { OpenPool } from './open-pool.ts';
import type { PatternLimits, PatternOutcome } from './pattern-search.ts';

// Four times a second, as the contract says.
const changeIntervalMs = 250;
// The page shows one result and may still ask for rows of the ones before.
const resultsKept = 6;

const overtaken: QueryFailure = { kind: 'overtaken', message: 'Another search came before it.' };

export interface PoolPorts {
  readonly wrapMatcher: (port: MessagePort) => PatternMatcher;
  readonly limits?: PatternLimits;
}

/** The pool worker's answers. Holds one project and its last few results. */
export class PoolService implements PoolHost {
  readonly #ports: PoolPorts;
  #pool: OpenPool | null = null;
  #matcher: PatternMatcher | null = null;
  /** Ends the wait of the query that is answered now. */
  #overtake: () => void = () => undefined;
  readonly #results = new Map<number, Uint32Array>();
  #lastResultId = 0;
  #listener: () => void = () => undefined;
  readonly #changes = new Throttle(() => this.#listener(), changeIntervalMs);

  constructor(ports: PoolPorts = { wrapMatcher: (port) => wrap<PatternMatcher>(port) }) {
    this.#ports = ports;
  }

  async open(id: ProjectId): Promise<{ total: number }> {
    this.close();
    const pool = new OpenPool(id, () => this.#changes.request(), this.#ports.limits);
    this.#pool = pool;
    await pool.load();
    void this.#prepare(pool);
    return { total: pool.index.total };
  }

  connectPatterns(port: MessagePort): Promise<void> {
    this.#overtake();
    this.#matcher = this.#ports.wrapMatcher(port);
    return Promise.resolve();
  }

  async query(
    query: TaskQuery,
    placeOf: TaskId | null = null,
  ): Promise<Result<QueryResult, QueryFailure>> {
    const pool = this.#openPool();
    this.#overtake();
    const terms = parseSearch(query.text ?? '');
    if (!terms.ok) return failure({ kind: 'bad-search', ...terms.error });
    const refusal = refusalOf(await this.#resolve(pool, terms.value));
    if (refusal !== null) return failure(refusal);
    const { places, facets } = pool.index.select(query);
    const resultId = this.#keep(pool, places);
    const { total } = pool.index;
    const start = Array.from(places.subarray(0, firstRows), (place) => pool.index.row(place));
    return success({
      ...{ resultId, matches: places.length, start, total, facets },
      place: placeOf === null ? -1 : places.indexOf(placeOf - 1),
      isLoading: pool.isLoading,
      unchecked: pool.index.unchecked,
      uncompared: pool.uncompared,
    });
  }

  rows(resultId: number, from: number, to: number): Promise<readonly TaskRow[]> {
    const { index } = this.#openPool();
    const places = this.#results.get(resultId)?.subarray(from, to) ?? [];
    return Promise.resolve(Array.from(places, (place) => index.row(place)));
  }

  idsOf(resultId: number, from?: number, to?: number): Promise<Uint32Array> {
    const places = this.#results.get(resultId)?.subarray(from, to) ?? new Uint32Array(0);
    return Promise.resolve(places.map((place) => place + 1));
  }

  checkIds(resultId: number, ids: Uint32Array): Promise<IdCheck> {
    const { index, isLoading } = this.#openPool();
    const check = index.check(ids, this.#results.get(resultId) ?? new Uint32Array(0));
    // A task that has not come yet is not gone, as after the worker died and was opened again.
    return Promise.resolve(isLoading ? { ...check, gone: [] } : check);
  }

  placeOf(resultId: number, id: TaskId): Promise<number> {
    return Promise.resolve(this.#results.get(resultId)?.indexOf(id - 1) ?? -1);
  }

  suspicionReport(query: TaskQuery): Promise<SuspicionReport> {
    return this.#openPool().suspicions.report(query);
  }

  onChange(listener: () => void): Promise<void> {
    this.#listener = listener;
    return Promise.resolve();
  }

  /** Lets go of the open project. */
  close(): void {
    this.#overtake();
    this.#changes.stop();
    this.#pool?.close();
    this.#pool = null;
    this.#results.clear();
  }

  #resolve(pool: OpenPool, terms: readonly SearchTerm[]): Promise<PatternOutcome> {
    const done: PatternOutcome = { kind: 'done' };
    if (!terms.some(({ kind }) => kind === 'pattern')) return Promise.resolve(done);
    if (this.#matcher === null) throw new Error('The pool worker was given none for patterns.');
    const until = new Promise<'overtaken'>((resolve) => {
      this.#overtake = () => resolve('overtaken');
    });
    return pool.index.resolvePatterns(terms, this.#matcher, until);
  }

  /** Once all tasks are there, what takes long is made ready while nobody asks for anything. */
  async #prepare(pool: OpenPool): Promise<void> {
    await pool.loaded;
    const steps = pool.index.prepare();
    while (this.#pool === pool && steps.next().done !== true) await nextTask();
  }

  #openPool(): OpenPool {
    if (this.#pool === null) throw new Error('No project is open in the pool worker.');
    return this.#pool;
  }

  #keep({ index }: OpenPool, places: Uint32Array): number {
    this.#lastResultId += 1;
    this.#results.set(this.#lastResultId, places);
    const outdated = this.#lastResultId - resultsKept;
    const before = this.#results.get(outdated);
    if (before !== undefined) index.release({ places: before });
    this.#results.delete(outdated);
    return this.#lastResultId;
  }
}

function refusalOf(outcome: PatternOutcome): QueryFailure | null {
  if (outcome.kind === 'done') return null;
  if (outcome.kind === 'overtaken') return overtaken;
  const message = `This pattern took more than ${outcome.seconds} s; the list is as it was. Write a simpler one: repeats within repeats, such as (a+)+, may take for ever. Words beside it leave it fewer tasks to look at.`;
  return { kind: 'slow-pattern', message };
}
