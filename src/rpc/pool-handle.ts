import { proxy } from 'comlink';
import type { PoolApi, QueryResult, TaskQuery, TaskRow } from '#core/contracts/pool-api.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { SuspicionReport } from '#core/suspicions/report.ts';
import type { Result } from '#core/model/result.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { WorkerFailure } from './worker-failure.ts';

type Answer<T> = Promise<Result<T, WorkerFailure>>;

/** The reader behind the review table. After a death it must be opened again. */
export class PoolHandle {
  readonly #worker: WorkerHandle<PoolApi>;

  constructor(onDeath: (message: string) => void) {
    const create = (): Worker =>
      new Worker(new URL('../../workers/pool.worker.ts', import.meta.url), {
        type: 'module',
        name: 'pool',
      });
    this.#worker = new WorkerHandle(create, onDeath);
  }

  open(id: ProjectId): Answer<{ total: number }> {
    return this.#worker.read((pool) => pool.open(id));
  }

  query(query: TaskQuery): Answer<QueryResult> {
    return this.#worker.read((pool) => pool.query(query));
  }

  rows(resultId: number, from: number, to: number): Answer<readonly TaskRow[]> {
    return this.#worker.read((pool) => pool.rows(resultId, from, to));
  }

  idsOf(resultId: number): Answer<readonly TaskId[]> {
    return this.#worker.read((pool) => pool.idsOf(resultId));
  }

  placeOf(resultId: number, id: TaskId): Answer<number> {
    return this.#worker.read((pool) => pool.placeOf(resultId, id));
  }

  suspicionReport(query: TaskQuery): Answer<SuspicionReport> {
    return this.#worker.read((pool) => pool.suspicionReport(query));
  }

  onChange(listener: () => void): Answer<void> {
    return this.#worker.read((pool) => pool.onChange(proxy(listener)));
  }

  stop(): void {
    this.#worker.stop();
  }
}
