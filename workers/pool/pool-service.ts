import type { PoolApi, QueryResult, TaskQuery, TaskRow } from '#core/contracts/pool-api.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { SuspicionReport } from '#core/suspicions/report.ts';
import { OpenPool } from './open-pool.ts';
import { Throttle } from '#workers/throttle.ts';

// Four times a second, as the contract says.
const changeIntervalMs = 250;
// The page shows one result and may still ask for rows of the ones before.
const resultsKept = 6;

/** The pool worker's answers. Holds one project and its last few results. */
export class PoolService implements PoolApi {
  #pool: OpenPool | null = null;
  readonly #results = new Map<number, Uint32Array>();
  #lastResultId = 0;
  #listener: () => void = () => undefined;
  readonly #changes = new Throttle(() => this.#listener(), changeIntervalMs);

  async open(id: ProjectId): Promise<{ total: number }> {
    this.close();
    const pool = new OpenPool(id, () => this.#changes.request());
    this.#pool = pool;
    await pool.load();
    return { total: pool.index.total };
  }

  query(query: TaskQuery): Promise<QueryResult> {
    const pool = this.#openPool();
    const { places, facets } = pool.index.select(query);
    const resultId = this.#keep(places);
    const { total } = pool.index;
    return Promise.resolve({
      ...{ resultId, matches: places.length, total, facets },
      isLoading: pool.isLoading,
      unchecked: pool.index.unchecked,
    });
  }

  rows(resultId: number, from: number, to: number): Promise<readonly TaskRow[]> {
    const { index } = this.#openPool();
    const places = this.#results.get(resultId)?.subarray(from, to) ?? [];
    return Promise.resolve(Array.from(places, (place) => index.row(place)));
  }

  idsOf(resultId: number): Promise<readonly TaskId[]> {
    return Promise.resolve(Array.from(this.#results.get(resultId) ?? [], (place) => place + 1));
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
    this.#changes.stop();
    this.#pool?.close();
    this.#pool = null;
    this.#results.clear();
  }

  #openPool(): OpenPool {
    if (this.#pool === null) throw new Error('No project is open in the pool worker.');
    return this.#pool;
  }

  #keep(places: Uint32Array): number {
    this.#lastResultId += 1;
    this.#results.set(this.#lastResultId, places);
    this.#results.delete(this.#lastResultId - resultsKept);
    return this.#lastResultId;
  }
}
