import { proxy, transfer } from 'comlink';
import type { PatternApi } from '#core/contracts/pattern-api.ts';
import type {
  IdCheck,
  QueryFailure,
  QueryResult,
  TaskQuery,
  TaskRow,
} from '#core/contracts/pool-api.ts';
import type { PoolHost } from '#core/contracts/pool-host.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { SuspicionReport } from '#core/suspicions/report.ts';
import type { Result } from '#core/model/result.ts';
import type { TextRange } from '#core/review/marked-text.ts';
import type { SearchPattern } from '#core/review/search-terms.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { WorkerFailure } from './worker-failure.ts';

type Answer<T> = Promise<Result<T, WorkerFailure>>;

const createPoolWorker = (): Worker =>
  new Worker(new URL('../../workers/pool.worker.ts', import.meta.url), {
    type: 'module',
    name: 'pool',
  });

const createPatternWorker = (): Worker =>
  new Worker(new URL('../../workers/pattern.worker.ts', import.meta.url), {
    type: 'module',
    name: 'pattern',
  });

// Marks are drawn beside a list that is there: a pattern that takes longer stays unmarked.
const markingMs = 1_000;

/**
 * The reader behind the review table, and the worker that matches patterns for it. After a death the
 * pool must be opened again; the pattern worker is ended and replaced whenever it takes too long.
 */
export class PoolHandle {
  readonly #worker: WorkerHandle<PoolHost>;
  readonly #patterns: WorkerHandle<PatternApi>;
  #hasPatterns = false;
  /** Queries under way whose search has patterns. */
  #searches = 0;

  constructor(onDeath: (message: string) => void) {
    this.#worker = new WorkerHandle(createPoolWorker, onDeath);
    this.#patterns = new WorkerHandle(createPatternWorker, () => (this.#hasPatterns = false));
  }

  open(id: ProjectId): Answer<{ total: number }> {
    this.#endPatterns();
    return this.#worker.read((pool) => pool.open(id));
  }

  /** `usesPatterns`: its search has some; `placeOf`: see `PoolApi.query`. */
  async query(
    query: TaskQuery,
    usesPatterns: boolean,
    placeOf: TaskId | null = null,
  ): Promise<Result<QueryResult, QueryFailure | WorkerFailure>> {
    if (!usesPatterns) return this.#worker.ask((pool) => pool.query(query, placeOf));
    await this.#joinPatterns();
    this.#searches += 1;
    const answer = await this.#worker.ask((pool) => pool.query(query, placeOf));
    this.#searches -= 1;
    if (!answer.ok && answer.error.kind === 'slow-pattern') this.#endPatterns();
    return answer;
  }

  /** Ends a query that still waits for a pattern: it fails as overtaken. */
  interrupt(): void {
    if (this.#searches === 0) return;
    this.#endPatterns();
    void this.#joinPatterns();
  }

  /** Where patterns match in texts; null where that takes too long or is not to be known. */
  async rangesOf(
    patterns: readonly SearchPattern[],
    texts: readonly string[],
  ): Promise<readonly (readonly TextRange[])[] | null> {
    await this.#joinPatterns();
    const late = AbortSignal.timeout(markingMs);
    const answer = await this.#patterns.read((api) => api.rangesOf(patterns, texts), late);
    if (!answer.ok && answer.error.kind === 'aborted') this.#endPatterns();
    return answer.ok ? answer.value : null;
  }

  rows(resultId: number, from: number, to: number): Answer<readonly TaskRow[]> {
    return this.#worker.read((pool) => pool.rows(resultId, from, to));
  }

  idsOf(resultId: number, from?: number, to?: number): Answer<Uint32Array> {
    return this.#worker.read((pool) => pool.idsOf(resultId, from, to));
  }

  checkIds(resultId: number, ids: Uint32Array): Answer<IdCheck> {
    return this.#worker.read((pool) => pool.checkIds(resultId, ids));
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
    this.#endPatterns();
    this.#worker.stop();
  }

  #endPatterns(): void {
    this.#hasPatterns = false;
    this.#patterns.stop();
  }

  /** Joins the pool with a pattern worker, a new one where the last was ended. */
  async #joinPatterns(): Promise<void> {
    if (this.#hasPatterns) return;
    this.#hasPatterns = true;
    const { port1, port2 } = new MessageChannel();
    await Promise.all([
      this.#patterns.read((api) => api.connect(transfer(port1, [port1]))),
      this.#worker.read((pool) => pool.connectPatterns(transfer(port2, [port2]))),
    ]);
  }
}
