import type { Errand, ErrandResult } from '#core/model/errand.ts';
import type { ErrandId, TaskId } from '#core/model/ids.ts';
import type { ErrandCommit, ErrandRepository } from '#data/errand-repository.ts';
import type { ErrandPage } from '#data/project-db.ts';
import { pageOf } from '#data/project-repository.ts';

type ResultPages = Map<number, Map<TaskId, ErrandResult>>;

/** A project’s errands in memory, as the disk has them, with the results of the last one asked for. */
export class ErrandBook {
  readonly repository: ErrandRepository;
  #errands: Errand[];
  #loaded: { readonly id: ErrandId; readonly pages: Promise<ResultPages> } | null = null;

  private constructor(repository: ErrandRepository, errands: Errand[]) {
    this.repository = repository;
    this.#errands = errands;
  }

  static async open(repository: ErrandRepository): Promise<ErrandBook> {
    return new ErrandBook(repository, await repository.errands());
  }

  /** In order of id. */
  get errands(): readonly Errand[] {
    return this.#errands;
  }

  get newest(): Errand | null {
    return this.#errands.at(-1) ?? null;
  }

  find(id: ErrandId): Errand | undefined {
    return this.#errands.find((errand) => errand.id === id);
  }

  /** What an errand has so far. */
  async results(id: ErrandId): Promise<ErrandResults> {
    return new ErrandResults(await this.#pagesOf(id));
  }

  /** Commits rows of an errand, then takes them into account. */
  async commit(commit: Omit<ErrandCommit, 'pages'>): Promise<void> {
    await this.repository.commit(commit);
    this.#put(commit.errand);
  }

  /** Commits results; where that fails they are read anew when they are asked for next. */
  async commitResults(errand: Errand, results: readonly ErrandResult[]): Promise<number[]> {
    const loaded = await this.#pagesOf(errand.id);
    const touched = new Set<number>();
    for (const result of results) {
      const page = pageOf(result.taskId);
      touched.add(page);
      const known = loaded.get(page) ?? new Map<TaskId, ErrandResult>();
      loaded.set(page, known.set(result.taskId, result));
    }
    const pages = [...touched].map((page) => packed(errand, page, loaded.get(page)));
    try {
      await this.repository.commit({ errand, pages });
    } catch (error) {
      this.#loaded = null;
      throw error;
    }
    this.#put(errand);
    return [...touched];
  }

  /** Shows an errand as it can’t be stored, so that the screen says why it stopped. */
  put(errand: Errand): void {
    this.#put(errand);
  }

  #put(errand: Errand): void {
    const others = this.#errands.filter(({ id }) => id !== errand.id);
    this.#errands = [...others, errand].sort((a, b) => a.id - b.id);
  }

  /** The results of an errand, read once; where that failed, again the next time. */
  async #pagesOf(id: ErrandId): Promise<ResultPages> {
    const loading = this.#loaded?.id === id ? this.#loaded : { id, pages: this.#load(id) };
    this.#loaded = loading;
    try {
      return await loading.pages;
    } catch (error) {
      if (this.#loaded === loading) this.#loaded = null;
      throw error;
    }
  }

  async #load(id: ErrandId): Promise<ResultPages> {
    const pages = await this.repository.pagesOf(id);
    return new Map(
      pages.map(({ page, results }) => [page, new Map(results.map((one) => [one.taskId, one]))]),
    );
  }
}

/** The results of one errand. */
export class ErrandResults {
  readonly #pages: ResultPages;

  constructor(pages: ResultPages) {
    this.#pages = pages;
  }

  get(id: TaskId): ErrandResult | undefined {
    return this.#pages.get(pageOf(id))?.get(id);
  }

  /** In order of task. */
  *all(): Generator<ErrandResult> {
    const pages = [...this.#pages].sort((a, b) => a[0] - b[0]);
    for (const [, page] of pages) yield* inOrder(page);
  }
}

function inOrder(page: ReadonlyMap<TaskId, ErrandResult>): ErrandResult[] {
  return [...page.values()].sort((a, b) => a.taskId - b.taskId);
}

function packed(
  { id: errandId, kind }: Errand,
  page: number,
  results: ReadonlyMap<TaskId, ErrandResult> = new Map(),
): ErrandPage {
  return { errandId, page, kind, results: inOrder(results) };
}
