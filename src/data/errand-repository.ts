import type { Errand, ErrandAttempt, ErrandRequest, ErrandResult } from '#core/model/errand.ts';
import type { ErrandId, RequestId, TaskId } from '#core/model/ids.ts';
import type { ErrandPage, ProjectDb } from './project-db.ts';
import type { ProjectRepository } from './project-repository.ts';

/** What an errand commits together: all of it or nothing. */
export interface ErrandCommit {
  readonly errand: Errand;
  readonly requests?: readonly ErrandRequest[];
  readonly attempts?: readonly ErrandAttempt[];
  /** Whole pages, complete as they now are. */
  readonly pages?: readonly ErrandPage[];
}

/** Reads and writes the errands of one project. Only its writer may commit. */
export class ErrandRepository {
  readonly #db: ProjectDb;
  readonly #writer: Pick<ProjectRepository, 'guarded'>;

  constructor(db: ProjectDb, writer: Pick<ProjectRepository, 'guarded'>) {
    this.#db = db;
    this.#writer = writer;
  }

  /** Commits whole or not at all; throws as `ProjectRepository.commit` does. */
  async commit({ errand, requests, attempts, pages }: ErrandCommit): Promise<void> {
    const db = this.#db;
    const tables = [db.errands, db.errandRequests, db.errandAttempts, db.errandPages];
    await this.#writer.guarded(tables, async () => {
      await db.errands.put(errand);
      if (requests !== undefined) await db.errandRequests.bulkAdd([...requests]);
      if (attempts !== undefined) await db.errandAttempts.bulkAdd([...attempts]);
      if (pages !== undefined) await db.errandPages.bulkPut([...pages]);
    });
  }

  /** All errands, in order of id. */
  async errands(): Promise<Errand[]> {
    return this.#db.errands.orderBy('id').toArray();
  }

  /** Ids of the requests of an errand, in order. */
  async requestIdsOf(errandId: ErrandId): Promise<RequestId[]> {
    const ids = await this.#db.errandRequests.where('errandId').equals(errandId).primaryKeys();
    return ids.sort((a, b) => a - b);
  }

  async requests(ids: readonly RequestId[]): Promise<ErrandRequest[]> {
    const found = await this.#db.errandRequests.bulkGet([...ids]);
    return found.filter((request) => request !== undefined);
  }

  async attemptsOf(requestIds: readonly RequestId[]): Promise<ErrandAttempt[]> {
    return this.#db.errandAttempts
      .where('requestId')
      .anyOf([...requestIds])
      .sortBy('id');
  }

  /** The results of an errand, page by page in order. */
  async pagesOf(errandId: ErrandId): Promise<ErrandPage[]> {
    return this.#db.errandPages
      .where('[errandId+page]')
      .between([errandId, -Infinity], [errandId, Infinity])
      .toArray();
  }

  /** The results of all errands for tasks of these pages, the newest errand last. */
  async pagesAt(pages: readonly number[]): Promise<ErrandPage[]> {
    return this.#db.errandPages
      .where('page')
      .anyOf([...pages])
      .sortBy('errandId');
  }

  /** The newest score of each task of these pages that has one. */
  async scoresAt(pages: readonly number[]): Promise<Map<TaskId, number>> {
    const found = await this.pagesAt(pages);
    const results = found.flatMap((page): readonly ErrandResult[] => page.results);
    return new Map(
      results.flatMap((one) => (one.kind === 'score' ? [[one.taskId, one.score]] : [])),
    );
  }

  /** The highest ids in use, 0 where there are none. */
  async lastIds(): Promise<{ requestId: number; attemptId: number }> {
    const [request, attempt] = await Promise.all([
      this.#db.errandRequests.orderBy('id').last(),
      this.#db.errandAttempts.orderBy('id').last(),
    ]);
    return { requestId: request?.id ?? 0, attemptId: attempt?.id ?? 0 };
  }
}
