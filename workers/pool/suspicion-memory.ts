import { tasksPerPage, type SuspicionPage } from '#data/project-db.ts';
import type { SuspicionRepository } from '#data/suspicion-repository.ts';
import { Throttle } from '#workers/throttle.ts';
import type { PoolIndex } from './pool-index.ts';

// While all is checked for the first time, answers come in a hundred times a second.
const keepIntervalMs = 1_000;

const firstOf = (page: number): number => page * tasksPerPage + 1;
const lastOf = (page: number): number => (page + 1) * tasksPerPage;

/** Brings back what suspicions said when a project was open before, and keeps what they say now. */
export class SuspicionMemory {
  readonly #index: PoolIndex;
  readonly #repository: Pick<SuspicionRepository, 'found' | 'keep'>;
  readonly #keeping = new Throttle(() => void this.#keep(), keepIntervalMs);
  readonly #unkept = new Set<number>();
  #known = new Map<number, SuspicionPage>();
  #plan = '';

  constructor(index: PoolIndex, repository: Pick<SuspicionRepository, 'found' | 'keep'>) {
    this.#index = index;
    this.#repository = repository;
  }

  /** Reads what is known under a plan (`planKey`), and gives it to the tasks that are there. */
  async open(plan: string): Promise<void> {
    this.#plan = plan;
    this.#unkept.clear();
    this.#known.clear();
    const known = await this.#repository.found(plan);
    if (plan !== this.#plan) return;
    this.#known = known;
    for (const page of [...known.keys()]) this.recall(page);
  }

  /** Gives the tasks of a page the answers that are known of them, once they are there. */
  recall(page: number): void {
    const row = this.#known.get(page);
    if (row === undefined || !this.isWaiting(page)) return;
    this.#known.delete(page);
    this.#index.recallSuspicions(firstOf(page), row);
  }

  /** Whether suspicions are still to be asked about a task of a page. */
  isWaiting(page: number): boolean {
    return this.#index.awaitsSuspicions(firstOf(page), lastOf(page));
  }

  /** Keeps the answers of a page before long. */
  keep(page: number): void {
    this.#unkept.add(page);
    this.#keeping.request();
  }

  stop(): void {
    this.#keeping.stop();
  }

  async #keep(): Promise<void> {
    const plan = this.#plan;
    const pages = [...this.#unkept];
    this.#unkept.clear();
    try {
      await this.#repository.keep(
        pages.map((page) => ({
          ...{ page, plan },
          ...this.#index.suspicionsOf(firstOf(page), lastOf(page)),
        })),
      );
    } catch {
      // The disk is full or the project is gone: what is not kept is asked again at the next opening.
    }
  }
}
